import { isStyleStage, type Pipeline } from "../../pipeline/index.js";
import type { Right } from "./right.js";

/**
 * What it takes to have a pipeline, or a process string that need not be right, run on an object. Behind a style the caller's
 * own steps see only what that style lets through; before it, or without one, they see the source itself, also where they
 * merely ask about it (`image/info`). Source: specification §20.1.
 */
export function rightToRun(pipeline: Pipeline | string): Extract<Right, "read" | "view"> {
  return startsWithStyle(pipeline) ? "view" : "read";
}

function startsWithStyle(pipeline: Pipeline | string): boolean {
  if (typeof pipeline === "string") return /^style\/[^|]/.test(pipeline);
  const [first] = pipeline.stages;
  return first !== undefined && isStyleStage(first);
}
