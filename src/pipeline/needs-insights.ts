import type { ImagePipeline } from "./pipeline.js";
import { declaration } from "./step.js";

/** True when planning needs what only a decode of the source tells. */
export function needsInsights({ stages }: ImagePipeline): boolean {
  return stages.some(({ steps }) => steps.some(({ action }) => declaration(action).needsInsights));
}
