import type { ArgsOf } from "./actions/index.js";
import { type ImagePipeline, type ImageStage, isStyleStage, type Pipeline } from "./pipeline.js";

/** Who is to run a pipeline: the engine that the settings name, one by its name, or the first that can. */
export type EngineChoice = ArgsOf<"x-engine">["engine"];

/** What a pipeline says of its engine: the last `x-engine` that is written in it, else `configured`. */
export function engineChoice({ stages }: ImagePipeline): EngineChoice {
  return stages.flatMap(({ encode }) => encode["x-engine"] ?? []).at(-1)?.engine ?? "configured";
}

/** The same pipeline for that engine; `configured` leaves it as it is. */
export function withEngineChoice({ stages }: Pipeline, engine: EngineChoice): Pipeline {
  if (engine === "configured") return { stages };
  const said = { "x-engine": { engine } };
  const last = stages.at(-1)!;
  // Behind a style it takes a stage, which is folded away again when the style's content is known.
  if (isStyleStage(last)) return { stages: [...stages, { steps: [], encode: said }] };
  return { stages: [...stages.slice(0, -1), { ...last, encode: { ...last.encode, ...said } }] };
}

/** The same pipeline without a word on the engine: what the result is, wherever it is made. */
export function withoutEngineChoice<P extends ImagePipeline>(pipeline: P): P {
  return {
    ...pipeline,
    stages: pipeline.stages.map((stage) => {
      const { "x-engine": _, ...encode } = stage.encode;
      return { ...stage, encode };
    }),
  };
}

/** True for a stage that names an engine and nothing else, and so makes no picture. */
export function isEngineChoiceOnly({ steps, encode, query }: ImageStage): boolean {
  return steps.length === 0 && query === undefined && Object.keys(encode).join() === "x-engine";
}
