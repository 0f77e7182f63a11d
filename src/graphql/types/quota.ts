import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "How much of one thing a caller may use. It is refilled evenly." })
export class Allowance {
  @Field(() => Int, { description: "In a minute." })
  readonly perMinute!: number;

  @Field(() => Int, { description: "Now." })
  readonly left!: number;
}

@ObjectType({ description: "What a caller may use in a minute. What has no limit is null." })
export class Quota {
  @Field(() => Allowance, { nullable: true, description: "Operations." })
  readonly requests?: Allowance;

  @Field(() => Allowance, {
    nullable: true,
    description:
      "What operations ask for: about one for each field of an answer. `extensions.cost.operation` tells of each.",
  })
  readonly cost?: Allowance;

  @Field(() => Allowance, {
    nullable: true,
    description:
      "Pictures that are decoded or made for an answer. One that is kept from before counts nothing, nor does fetching a URL. Sixteen files that `images` looks at first are one.",
  })
  readonly renders?: Allowance;

  @Field(() => Allowance, { nullable: true, description: "Pixels of their sources, in millions." })
  readonly megapixels?: Allowance;
}
