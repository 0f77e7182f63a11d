import type { PipelineWarning } from "./pipeline.js";
import type { PipelinePlan } from "./plan.js";

export type StilledWarning = Pick<PipelineWarning, "stage" | "action" | "message">;

/** One for each stage that makes a still picture of an animation, naming what does. Source: specification §4.1. */
export function stilledWarnings({ stages }: PipelinePlan): readonly StilledWarning[] {
  return stages.flatMap(({ stilledBy, source }, stage) => {
    if (stilledBy === undefined) return [];
    const [action = ""] = stilledBy.split(" ");
    return [{ stage, action, message: `the result is the first of ${source.frames} frames, because of ${stilledBy}` }];
  });
}
