import { Field, InputType, Int } from "type-graphql";
import { InRange } from "../schema/in-range.js";

/** Of one style. */
export const maxParameters = 20;
/** Of one parameter. */
export const maxTargets = 8;
/** Characters of a parameter's description. */
export const maxDescription = 200;
/** Steps of one action in one style. */
export const occurrences = { min: 0, max: 1023 } as const;

@InputType({ description: "An argument of a step of the style." })
export class StyleTargetInput {
  @Field(() => String, { description: "The action, as in a process string: `resize`." })
  readonly action!: string;

  @Field(() => String, { description: "Its argument, by its name in GraphQL: `width`. The style says a value there." })
  readonly argument!: string;

  @InRange(occurrences)
  @Field(() => Int, {
    defaultValue: 0,
    description: "Which of the style's steps of that action, from 0 in the order of running.",
  })
  readonly occurrence!: number;
}

@InputType({
  description:
    "Declares a value of a style that whoever uses it may choose. Type, unit and default are those of the arguments.",
})
export class StyleParameterInput {
  @Field(() => String, { description: "1..32 of A-Z a-z 0-9, a letter first; no other parameter of the style has it." })
  readonly name!: string;

  @Field(() => String, { defaultValue: "", description: `What it is for; at most ${maxDescription} characters.` })
  readonly description!: string;

  @Field(() => [StyleTargetInput], {
    description: `The arguments for which it stands: 1..${maxTargets}, of one type, that say the same; objects of the bucket are none.`,
  })
  readonly targets!: readonly StyleTargetInput[];

  @Field(() => Int, { nullable: true, description: "Smallest value of an INT. Default: the arguments' own." })
  readonly min?: number | null;

  @Field(() => Int, { nullable: true, description: "Largest value of an INT. Default: the arguments' own." })
  readonly max?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: "The values of a CHOICE, as a process string spells them. Default: all that the arguments take.",
  })
  readonly values?: readonly string[] | null;
}
