import type { ImagePipeline } from "./pipeline.js";
import { declaration } from "./step.js";

/** True when planning goes by the focal point that people set for the source, where they set one. */
export function needsFocalPoint({ stages }: ImagePipeline): boolean {
  return stages.some(({ steps }) =>
    steps.some(({ action, args }) => declaration(action).usesFocalPoint?.(args as never) ?? false),
  );
}
