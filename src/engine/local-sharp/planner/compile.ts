import { Failure } from "../../../base/failure.js";
import type { Op } from "../../../pipeline/op.js";
import type { StagePlan } from "../../../pipeline/plan.js";
import type { Exactness, PlannerOp, StageWork } from "./pass.js";
import { readShrink } from "./read-shrink.js";
import { rewrite } from "./rewrite.js";
import { slot } from "./slot.js";

/** A stage, ready to run. */
export interface Passes {
  readonly work: StageWork;
  /** Names of the rewrite rules that fired. */
  readonly rules: readonly string[];
}

/** Compiles a stage for sharp. Pure. Throws NotImplemented for what this engine cannot do. */
export function compile(stage: StagePlan, options: { readonly exactness: Exactness }): Passes {
  if (stage.query === "info") return { work: { kind: "info" }, rules: [] };
  if (stage.source.format === "heic") throw new Failure("NotImplemented", { what: "reading the pixels of HEIC" });
  if (stage.query === "average-hue") return { work: { kind: "average-hue" }, rules: [] };
  if (stage.encode.format === "heic") throw new Failure("NotImplemented", { what: "writing HEIC" });

  const exact = options.exactness === "exact";
  const written = stage.steps.flatMap(({ ops }) => ops.map(plannerOp));
  const { ops, rules } = rewrite(written, stage.source, { exact });
  const passes = slot(ops, stage.source, { exact });
  const { animated, encode } = stage;
  const source = { width: stage.source.width, height: stage.source.height };
  const first = passes[0]?.geometry[0];
  const shrink = first?.op === "scale" ? readShrink(stage.source, first, options.exactness) : "whole";
  return { work: { kind: "image", source, passes, animated, encode, shrink }, rules };
}

function plannerOp(op: Op): PlannerOp {
  if (op.op === "linear") return { op: "tone", linears: [{ gain: op.gain, offset: op.offset }] };
  if (op.op !== "over") return op;
  const { layer, opacity, place } = op;
  if (layer.kind !== "text") throw new Failure("NotImplemented", { what: "a watermark with an image" });
  return { op: "over", layer, opacity, place };
}
