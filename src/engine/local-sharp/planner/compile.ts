import { assertNever } from "../../../base/assert-never.js";
import { Failure } from "../../../base/failure.js";
import type { Header, Size } from "../../../pipeline/header.js";
import type { Op } from "../../../pipeline/op.js";
import { placed } from "../../../pipeline/placed.js";
import type { StagePlan } from "../../../pipeline/plan.js";
import type { PlannedMark, PlannedStep } from "../../../pipeline/plan-steps.js";
import { withoutHeic } from "../../formats/heic.js";
import type { FontCoverage } from "../drawing/font-coverage.js";
import type { Exactness, MarkWork, OpNamed, Pass, PlannerOp, StageWork } from "./pass.js";
import { readShrink } from "./read-shrink.js";
import { rewrite } from "./rewrite.js";
import { slot } from "./slot.js";
import { typeset } from "./typeset.js";
import { visiblePart } from "./visible-part.js";

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
  /** The optional decoder of HEIC is installed; default no. */
  readonly readsHeic?: boolean;
}

/** Compiles a stage for sharp. Throws NotImplemented for what this engine cannot do, and what `typeset` throws, with its place. */
export function compile(stage: StagePlan, options: CompileOptions): Passes {
  if (stage.query === "info") return { work: { kind: "info" }, rules: [] };
  if (stage.source.format === "heic" && !options.readsHeic) throw withoutHeic();
  if (stage.query === "average-hue") return { work: { kind: "average-hue" }, rules: [] };
  if (stage.encode.format === "heic")
    throw new Failure("NotImplemented", { what: "a HEIC result (ask for another format: format,jpg)" });

  const { animated, encode } = stage;
  const source = { width: stage.source.width, height: stage.source.height };
  const { passes, shrink, rules } = compileSteps(stage.steps, stage.source, options);
  return { work: { kind: "image", source, passes, animated, encode, shrink }, rules };
}

interface CompiledSteps extends Pick<MarkWork, "passes" | "shrink"> {
  readonly rules: readonly string[];
}

function compileSteps(
  steps: readonly PlannedStep[],
  source: Header,
  options: CompileOptions,
  last: readonly PlannerOp[] = [],
): CompiledSteps {
  const exact = options.exactness === "exact";
  const written = steps.filter(({ step }) => step !== undefined);
  const compiled = steps.flatMap((planned) =>
    placed({ step: written.indexOf(planned), action: planned.step?.action ?? "auto-orient" }, () =>
      planned.ops.flatMap((op) => plannerOps(op, planned, options)),
    ),
  );
  const { ops, rules } = rewrite([...compiled, ...last], source, { exact });
  const passes: readonly Pass[] = slot(ops, source, { exact });
  const first = passes[0]?.geometry[0];
  const shrink = first?.op === "scale" ? readShrink(source, first, options.exactness) : "whole";
  return { passes, shrink, rules };
}

function plannerOps(op: Op, { mark, size }: PlannedStep, options: CompileOptions): readonly PlannerOp[] {
  if (op.op === "linear") return [{ op: "tone", linears: [{ gain: op.gain, offset: op.offset }] }];
  if (op.op !== "over") return [op];
  const { layer } = op;
  switch (layer.kind) {
    case "text":
      return [{ ...op, layer: { kind: "text", text: typeset(layer.text, options.coverage()) } }];
    case "mixed": {
      const text = typeset(layer.text, options.coverage());
      return [{ ...op, layer: { ...layer, text, image: markWork(plannedMark(mark), options) } }];
    }
    case "image":
      return visibleImage(op, plannedMark(mark), size, options);
    default:
      return assertNever(layer);
  }
}

/** Only what shows of the image is made of it. */
function visibleImage(
  op: OpNamed<"over">,
  mark: PlannedMark,
  frame: Size,
  options: CompileOptions,
): readonly PlannerOp[] {
  const part = visiblePart(op.place, mark.size, frame);
  if (!part) return [];
  const { place, ...rectangle } = part;
  return [{ ...op, place, layer: { kind: "image", image: markWork(mark, options, [{ op: "crop", ...rectangle }]) } }];
}

function plannedMark(mark: PlannedMark | undefined): PlannedMark {
  if (!mark) throw new TypeError("planned without the headers of the watermark objects");
  return mark;
}

function markWork({ key, source, steps }: PlannedMark, options: CompileOptions, last?: readonly PlannerOp[]): MarkWork {
  const { passes, shrink } = compileSteps(steps, source, options, last);
  return { key, source, passes, shrink };
}
