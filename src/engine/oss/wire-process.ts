import { Failure } from "../../base/failure.js";
import {
  buildStage,
  type ImagePipeline,
  type ImageStage,
  limits,
  type Op,
  type PipelinePlan,
  printStage,
  type StagePlan,
  type Step,
} from "../../pipeline/index.js";
import { placed } from "../../pipeline/placed.js";

/**
 * The process string that has the cloud make what was planned, nothing dropped that it knows. What it does not know is
 * written in its own numbers where that is the same (a crop around a point), or is left out where it is done (the choice of
 * an engine, or of a format). `plan` is that of `pipeline`, which the engine does not refuse. Throws NotImplemented for numbers
 * that are beyond the cloud's. Pure.
 */
export function wireProcess({ stages }: ImagePipeline, plan: PipelinePlan): string {
  return plan.stages
    .map((planned, stage) => placed({ stage }, () => printStage(wireStage(stages[stage]!, planned))))
    .join("|");
}

function wireStage({ steps, encode, query }: ImageStage, planned: StagePlan): ImageStage {
  const { "x-engine": _, "x-auto-format": __, ...known } = encode;
  if (query) return { steps: steps.filter(({ action }) => !action.startsWith("x-")), encode: known, query };
  const written = steps.flatMap((step, index) =>
    step.action.startsWith("x-")
      ? placed({ step: index, action: step.action }, () => inNumbers(step, planned))
      : [step],
  );
  if (written.length > 0 || Object.keys(known).length > 0) return { steps: written, encode: known };
  // A stage needs an action; this one says what happens anyway.
  return buildStage([{ action: "format", args: { format: planned.encode.format } }]);
}

/** What an extension comes down to on this source. */
function inNumbers(step: Step, { steps }: StagePlan): readonly Step[] {
  const planned = steps.find((each) => each.step === step);
  if (!planned) throw new TypeError(`${step.action} was not planned`);
  return planned.ops.map(opAsStep);
}

function opAsStep(op: Op): Step {
  switch (op.op) {
    case "scale":
      if (Math.max(op.width, op.height) > limits.resizeSide || op.width * op.height > limits.resizeArea)
        throw new Failure("NotImplemented", { what: `a crop out of ${op.width}x${op.height} px` });
      return { action: "resize", args: { mode: "fixed", width: op.width, height: op.height, limit: false } };
    case "crop":
      return { action: "crop", args: { width: op.width, height: op.height, x: op.x, y: op.y } };
    default:
      throw new TypeError(`${op.op} has no numbers for the cloud`);
  }
}
