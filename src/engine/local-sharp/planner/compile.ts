import { assertNever } from "../../../base/assert-never.js";
import { Failure } from "../../../base/failure.js";
import type { Header } from "../../../pipeline/header.js";
import type { Layer, Op } from "../../../pipeline/op.js";
import { placed } from "../../../pipeline/placed.js";
import type { StagePlan } from "../../../pipeline/plan.js";
import type { PlannedMark, PlannedStep } from "../../../pipeline/plan-steps.js";
import type { FontCoverage } from "../codec/font-coverage.js";
import type { Exactness, LayerWork, MarkWork, Pass, PlannerOp, StageWork } from "./pass.js";
import { readShrink } from "./read-shrink.js";
import { rewrite } from "./rewrite.js";
import { slot } from "./slot.js";
import { typeset } from "./typeset.js";

/** A stage, ready to run. */
export interface Passes {
  readonly work: StageWork;
  /** Names of the rewrite rules that fired. */
  readonly rules: readonly string[];
}

export interface CompileOptions {
  readonly exactness: Exactness;
  /** Asked for only where there is a text. */
  readonly coverage: () => FontCoverage;
}

/** Compiles a stage for sharp. Throws NotImplemented for what this engine cannot do, and what `typeset` throws, with its place. */
export function compile(stage: StagePlan, options: CompileOptions): Passes {
  if (stage.query === "info") return { work: { kind: "info" }, rules: [] };
  if (stage.source.format === "heic") throw new Failure("NotImplemented", { what: "reading the pixels of HEIC" });
  if (stage.query === "average-hue") return { work: { kind: "average-hue" }, rules: [] };
  if (stage.encode.format === "heic") throw new Failure("NotImplemented", { what: "writing HEIC" });

  const { animated, encode } = stage;
  const source = { width: stage.source.width, height: stage.source.height };
  const { passes, shrink, rules } = compileSteps(stage.steps, stage.source, options);
  return { work: { kind: "image", source, passes, animated, encode, shrink }, rules };
}

interface CompiledSteps extends Pick<MarkWork, "passes" | "shrink"> {
  readonly rules: readonly string[];
}

function compileSteps(steps: readonly PlannedStep[], source: Header, options: CompileOptions): CompiledSteps {
  const exact = options.exactness === "exact";
  const written = steps.filter(({ step }) => step !== undefined);
  const compiled = steps.flatMap((planned) =>
    placed({ step: written.indexOf(planned), action: planned.step?.action ?? "auto-orient" }, () =>
      planned.ops.map((op) => plannerOp(op, planned.mark, options)),
    ),
  );
  const { ops, rules } = rewrite(compiled, source, { exact });
  const passes: readonly Pass[] = slot(ops, source, { exact });
  const first = passes[0]?.geometry[0];
  const shrink = first?.op === "scale" ? readShrink(source, first, options.exactness) : "whole";
  return { passes, shrink, rules };
}

function plannerOp(op: Op, mark: PlannedMark | undefined, options: CompileOptions): PlannerOp {
  if (op.op === "linear") return { op: "tone", linears: [{ gain: op.gain, offset: op.offset }] };
  if (op.op !== "over") return op;
  return { ...op, layer: layerWork(op.layer, mark, options) };
}

function layerWork(layer: Layer, mark: PlannedMark | undefined, options: CompileOptions): LayerWork {
  switch (layer.kind) {
    case "text":
      return { ...layer, text: typeset(layer.text, options.coverage()) };
    case "image":
      return { ...layer, image: markWork(mark, options) };
    case "mixed":
      return { ...layer, text: typeset(layer.text, options.coverage()), image: markWork(mark, options) };
    default:
      return assertNever(layer);
  }
}

function markWork(mark: PlannedMark | undefined, options: CompileOptions): MarkWork {
  if (!mark) throw new TypeError("planned without the headers of the watermark objects");
  const { key, source, steps } = mark;
  const { passes, shrink } = compileSteps(steps, source, options);
  return { key, source, passes, shrink };
}
