import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Something that the grammar lets pass and a caller may want to know." })
export class Warning {
  @Field(() => Int, { description: "Which stage, from 0." })
  readonly stage!: number;

  @Field(() => Int, { nullable: true, description: "Which step of the stage as it was written, from 0." })
  readonly step?: number;

  @Field(() => String, { description: "The action, as in a process string." })
  readonly action!: string;

  @Field(() => String, { nullable: true, description: "The item, as in a process string." })
  readonly item?: string;

  @Field(() => String, { description: "What happened to it." })
  readonly message!: string;
}
