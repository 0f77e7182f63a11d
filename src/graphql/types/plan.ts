import { Field, Float, Int, ObjectType } from "type-graphql";
import { encodeTries, type Format } from "../../pipeline/index.js";
import type { Explanation } from "../../service/ports.js";
import { ByteSize } from "../scalars.js";
import { CacheState } from "./cache-state.js";
import { EngineName } from "./engine-name.js";
import { ImageFormat } from "./image-format.js";

@ObjectType({ description: "A step and the frame that it leaves." })
export class PlannedStep {
  @Field(() => String, {
    description: "The step as in a process string; `auto-orient` also where it was not asked for.",
  })
  readonly process!: string;

  @Field(() => Int, { description: "Width of the frame after the step, px." })
  readonly width!: number;

  @Field(() => Int, { description: "Height of the frame after the step, px." })
  readonly height!: number;
}

@ObjectType({ description: "One run of the imaging library over the picture." })
export class Pass {
  @Field(() => [String], { description: "What the pass does, in order: `scale 300x200`." })
  readonly ops!: readonly string[];

  @Field(() => Int, { description: "Width of the frame after the pass, px." })
  readonly width!: number;

  @Field(() => Int, { description: "Height of the frame after the pass, px." })
  readonly height!: number;
}

@ObjectType({ description: "How one stage runs." })
export class StagePlan {
  @Field(() => [PlannedStep], { description: "The steps with the size after each." })
  readonly steps!: readonly PlannedStep[];

  @Field(() => [Pass], {
    description: "The passes into which the engine puts the steps; as few as give an exact result at the least cost.",
  })
  readonly passes!: readonly Pass[];

  @Field(() => [String], { description: "Names of the rewrite rules that were applied, in order." })
  readonly rules!: readonly string[];

  @Field(() => ImageFormat, { description: "Format in which the stage is encoded." })
  readonly format!: Format;

  @Field(() => Int, {
    nullable: true,
    description: "Quality given to the encoder, 1..100; null where the format has none.",
  })
  readonly quality!: number | undefined;

  @Field(() => ByteSize, {
    nullable: true,
    description: "The file may have at most so many bytes: quality gives way. Null without such a bound.",
  })
  readonly maxBytes!: number | undefined;

  @Field(() => Int, {
    description: "How often it may be encoded to get there; `milliseconds` reckons with all of them.",
  })
  readonly maxTries!: number;

  @Field(() => Boolean, { description: "All frames are worked, not only the first." })
  readonly animated!: boolean;
}

@ObjectType({
  description: "What would be done and what it would cost, like EXPLAIN of a database; nothing is rendered for it.",
})
export class Plan {
  @Field(() => EngineName, { description: "Who runs it." })
  readonly engine!: EngineName;

  @Field(() => [StagePlan], { description: "Stages, styles replaced by their content." })
  readonly stages!: readonly StagePlan[];

  @Field(() => ByteSize, { description: "Predicted peak of memory." })
  readonly peakBytes!: number;

  @Field(() => Float, { description: "Predicted time on an idle core, ms." })
  readonly milliseconds!: number;

  @Field(() => CacheState, { description: "Whether the result is there already." })
  readonly cache!: CacheState;
}

/** Shows an explanation in the API. */
export function planValue({ engine, plan, execution, cost }: Explanation, cache: CacheState): Plan {
  const stages = plan.stages.map(({ steps, encode, animated }, index) => ({
    steps: steps.map(({ process, size }) => ({ process, ...size })),
    passes: execution[index]?.passes ?? [],
    rules: execution[index]?.rules ?? [],
    format: encode.format,
    quality: encode.quality,
    maxBytes: encode.maxBytes,
    maxTries: encode.maxBytes === undefined ? 1 : encodeTries,
    animated,
  }));
  return { engine, stages, peakBytes: Math.ceil(cost.peakBytes), milliseconds: cost.milliseconds, cache };
}
