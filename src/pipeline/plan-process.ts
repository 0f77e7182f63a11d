import { Failure } from "../base/failure.js";
import type { Header } from "./header.js";
import { parseProcess } from "./parse.js";
import { isStyleStage } from "./pipeline.js";
import { type PipelinePlan, planPipeline } from "./plan.js";

/** What a size follows from: width, height and format; by default of an upright, opaque still image. */
export type SourceFacts = Pick<Header, "width" | "height" | "format"> & Partial<Header>;

/**
 * What a process string makes of an image, step by step, without a gateway: `planProcess("image/resize,w_300", { width: 4000,
 * height: 3000, format: "jpg" }).out` is `{ width: 300, height: 225, … }`. Pure, and the same numbers that the gateway gives.
 * Throws what `parseProcess` and `planPipeline` throw, and InvalidArgument for a style, whose content only a gateway knows.
 */
export function planProcess(process: string, source: SourceFacts): PipelinePlan {
  const stages = parseProcess(process).pipeline.stages.map((stage, index) => {
    if (!isStyleStage(stage)) return stage;
    const expected = "a process string without styles: only the gateway knows what is in them";
    throw new Failure("InvalidArgument", { name: "style", got: stage.style, expected }, { where: { stage: index } });
  });
  return planPipeline({ stages }, { orientation: 1, frames: 1, alpha: false, byteSize: 0, ...source });
}
