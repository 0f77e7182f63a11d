import { Field, InputType, Int } from "type-graphql";
import { HexColor } from "../scalars.js";
import { OneOfInput } from "../schema/one-of.js";

@OneOfInput("StyleValueInput", {
  description: "A value for a parameter of a style, by its type: exactly one of its fields.",
})
export class StyleValueInput {
  @Field(() => Int, { nullable: true, description: "For an INT." })
  readonly int?: number | null;

  @Field(() => Boolean, { nullable: true, description: "For a FLAG." })
  readonly flag?: boolean | null;

  @Field(() => String, { nullable: true, description: "For a CHOICE: one of its `values`." })
  readonly choice?: string | null;

  @Field(() => HexColor, { nullable: true, description: "For a COLOR." })
  readonly color?: string | null;

  @Field(() => String, { nullable: true, description: "For a TEXT, as people read it." })
  readonly text?: string | null;
}

@InputType({ description: "What a parameter of a style is to be." })
export class StyleArgumentInput {
  @Field(() => String, { description: "Name of the parameter; each at most once." })
  readonly name!: string;

  @Field(() => StyleValueInput, { description: "Its value." })
  readonly value!: StyleValueInput;
}

@InputType({ description: "A stored style with values for its parameters." })
export class StyleWithInput {
  @Field(() => String, { description: "The name of a style of the image's bucket." })
  readonly name!: string;

  @Field(() => [StyleArgumentInput], {
    description: "Values for parameters of the style; those that are left out are what the style says.",
  })
  readonly arguments!: readonly StyleArgumentInput[];
}
