import { Field, Float, InputType, Int } from "type-graphql";
import { readInRange } from "../../base/number-range.js";
import type { EngineChoice } from "../../pipeline/index.js";
import { type Tolerance, usualTolerance } from "../../service/rendering/judge-comparison.js";
import { type InputPath, refusing } from "../refused-input.js";
import { InRange } from "../schema/in-range.js";
import { EngineChoices, engineDoc } from "./engine-argument.js";
import { versionNumbers } from "./style-inputs.js";
import { TransformInput } from "./transform-input.js";

@InputType({ description: "One of the pictures that are compared." })
export class RenditionSpec {
  @Field(() => TransformInput, {
    description: 'What to make of the image. As it is, without a loss: `{ process: "image/format,png" }`.',
  })
  readonly transform!: TransformInput;

  @Field(() => EngineChoices, { defaultValue: "configured", description: engineDoc })
  readonly engine!: EngineChoice;

  @InRange(versionNumbers)
  @Field(() => Int, {
    nullable: true,
    description:
      "Which version of the style that the transform names (`style`, `styleWith`, `process`), for who may manage the bucket. Default: as the style is now.",
  })
  readonly styleVersion?: number | null;
}

const likeness = { min: -1, max: 1, hasFractions: true } as const;
const levels = { min: 0, max: 255, unit: "levels" } as const;
const share = { min: 0, max: 1, hasFractions: true } as const;

@InputType({
  description: "How much two pictures may differ and still pass for the same: all that is given must hold.",
})
export class ToleranceInput {
  @InRange(likeness)
  @Field(() => Float, { defaultValue: usualTolerance.minSsim, description: "Least `ssim`." })
  readonly minSsim!: number;

  @InRange(levels)
  @Field(() => Int, { defaultValue: usualTolerance.maxLargest, description: "Greatest `largestDifference`." })
  readonly maxDifference!: number;

  @InRange(share)
  @Field(() => Float, { defaultValue: usualTolerance.maxDiffering, description: "Greatest `differingShare`." })
  readonly maxDifferingShare!: number;
}

/** Checks a tolerance; without one it is the usual one. Throws RefusedInput. */
export function readTolerance(given: ToleranceInput | null | undefined, at: InputPath): Tolerance {
  if (given == null) return usualTolerance;
  const { minSsim, maxDifference, maxDifferingShare } = given;
  const read = (name: keyof ToleranceInput, value: number, range: Parameters<typeof readInRange>[2]) =>
    refusing([...at, name], () => readInRange(name, value, range));
  return {
    minSsim: read("minSsim", minSsim, likeness),
    maxLargest: read("maxDifference", maxDifference, levels),
    maxDiffering: read("maxDifferingShare", maxDifferingShare, share),
  };
}
