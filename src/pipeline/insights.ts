import { Failure } from "../base/failure.js";
import type { Frame } from "./action.js";
import type { Insights } from "./header.js";

/**
 * What is known of the source's pixels, for a step that stands where it still sees the source upright and as it is. Throws
 * BadRequest elsewhere.
 */
export function insightsOf({ source, pristine }: Frame): Insights {
  if (!pristine || !source.insights)
    throw new Failure("BadRequest", {
      reason: "this step must be the first one that changes the picture, in the first stage",
    });
  return source.insights;
}
