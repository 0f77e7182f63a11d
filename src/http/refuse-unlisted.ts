import { Failure } from "../base/failure.js";
import { canonicalProcess, isStyleStage, type Pipeline } from "../pipeline/index.js";
import type { Exchange } from "./exchange.js";

/**
 * Where only listed operations are run, strangers have only those pipelines rendered that are written out in them, and styles;
 * who signs may have any. Throws AccessDenied for others.
 */
export function refuseUnlisted(
  pipeline: Pipeline,
  { call, listedPipelines }: Pick<Exchange, "call" | "listedPipelines">,
) {
  if (!listedPipelines || call.caller.kind !== "anonymous") return;
  const [first, ...others] = pipeline.stages;
  const isStyle = first !== undefined && isStyleStage(first) && others.length === 0;
  if (isStyle || listedPipelines.has(canonicalProcess(pipeline))) return;
  throw new Failure("AccessDenied", {
    reason: "Without a signature this gateway renders styles and the pipelines of its listed operations alone.",
  });
}
