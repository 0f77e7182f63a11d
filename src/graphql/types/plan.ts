import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { encodeTries, type Format } from "../../pipeline/index.js";
import type { Explanation, StageExecution } from "../../service/ports.js";
import { expectedBytes } from "../../service/rendering/expected-bytes.js";
import { ByteSize } from "../scalars.js";
import { CacheState } from "./cache-state.js";
import { EngineName } from "./engine-name.js";
import { ImageFormat } from "./image-format.js";

const ReadShrinks = { WHOLE: "whole", HALF: "half", LEAST: "least" } as const satisfies Record<
  string,
  StageExecution["shrink"]
>;

registerEnumType(ReadShrinks, {
  name: "ReadShrink",
  description: "How far the decoder shrinks a picture while it reads, which spares most of its work.",
  valuesConfig: {
    WHOLE: { description: "Not at all: the format cannot, nothing is scaled at once, or it would be seen." },
    HALF: { description: "So far that the scale behind it still halves." },
    LEAST: { description: "As far as it can." },
  },
});

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
    description:
      "The passes into which the engine puts the steps, as few as give an exact result at the least cost: steps that share one are fused. Empty where the cloud works.",
  })
  readonly passes!: readonly Pass[];

  @Field(() => ReadShrinks, {
    nullable: true,
    description: "How far the decoder shrinks while it reads. Null where the cloud reads.",
  })
  readonly shrink!: StageExecution["shrink"];

  @Field(() => [String], {
    description:
      "Names of the rewrite rules that were applied, in order of their first firing: `drop-no-op`, `join-turns`, `join-crops`, `join-tones` (two become one), `crop-before-turn`, `turn-before-crop`, `scale-before-turn`, `tone-last` (a cheaper order with the same pixels).",
  })
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

  @Field(() => ByteSize, { description: "Predicted peak of memory in this gateway. 0 where the cloud works." })
  readonly peakBytes!: number;

  @Field(() => Float, {
    description:
      "Predicted time on an idle core of this gateway, ms; half of the real ones are within a factor of 1.6. 0 where the cloud works.",
  })
  readonly milliseconds!: number;

  @Field(() => ByteSize, {
    nullable: true,
    description:
      "About how large the file will be, from format, quality, size and how dense the source's own file is: of photographs half of the results are within 30 %, nine of ten within a factor of 2. Null for a question.",
  })
  readonly expectedBytes!: number | undefined;

  @Field(() => CacheState, { description: "Whether the result is there already." })
  readonly cache!: CacheState;
}

/** Shows an explanation in the API. */
export function planValue({ engine, plan, execution, cost }: Explanation, cache: CacheState): Plan {
  const stages = plan.stages.map(({ steps, encode, animated }, index) => ({
    steps: steps.map(({ process, size }) => ({ process, ...size })),
    passes: execution[index]?.passes ?? [],
    rules: execution[index]?.rules ?? [],
    shrink: execution[index]?.shrink,
    format: encode.format,
    quality: encode.quality,
    maxBytes: encode.maxBytes,
    maxTries: encode.maxBytes === undefined ? 1 : encodeTries,
    animated,
  }));
  const { milliseconds } = cost;
  return {
    engine,
    stages,
    peakBytes: Math.ceil(cost.peakBytes),
    milliseconds,
    expectedBytes: expectedBytes(plan),
    cache,
  };
}
