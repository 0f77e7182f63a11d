import { Field, Float, InputType, registerEnumType } from "type-graphql";
import { type Gravity, gravities } from "../../pipeline/index.js";
import { focalShares } from "../../service/objects/check-notes.js";
import type { ChoiceEnum } from "../schema/choice-enum.js";
import { enumValueName } from "../schema/graphql-name.js";
import { InRange } from "../schema/in-range.js";

/** What a picture that fills a box keeps in view: a place of the frame, what is seen in it, or what people set. */
export type Focus = Gravity | Strategy | "focal-point";
type Strategy = (typeof strategies)[number];
const strategies = ["attention", "entropy"] as const;

/** The enum of `simple.focus`. */
export const Focuses: ChoiceEnum = Object.fromEntries(
  [...gravities, ...strategies, "focal-point" as const].map((focus) => [enumValueName(focus), focus]),
);

registerEnumType(Focuses, {
  name: "Focus",
  description: "What a picture that fills a box keeps in view.",
  valuesConfig: {
    ...Object.fromEntries(
      gravities.map((gravity) => [enumValueName(gravity), { description: "A place of the frame." }]),
    ),
    ATTENTION: { description: "What draws the eye: colours and edges. Has the picture looked at once." },
    FOCAL_POINT: { description: "The image's own focal point; the middle where it has none." },
    ENTROPY: { description: "The middle of the detail. Has the picture looked at once." },
  },
});

/** True for what only a look at the pixels tells. */
export function isStrategy(focus: Focus): focus is Strategy {
  return (strategies as readonly string[]).includes(focus);
}

@InputType({ description: "A point of the upright picture." })
export class FocalPointInput {
  @InRange(focalShares)
  @Field(() => Float, { description: "From the left, as a share of the width." })
  readonly x!: number;

  @InRange(focalShares)
  @Field(() => Float, { description: "From the top, as a share of the height." })
  readonly y!: number;
}
