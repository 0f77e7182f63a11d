import type { Size } from "../../../pipeline/header.js";
import { hasFineDetail } from "./fine-detail.js";
import type { PlannerOp } from "./pass.js";
import { sizeAfter } from "./size-after.js";
import { joinTurns, turnRectangle, turnSize, undoTurn } from "./turn.js";

export interface Rewritten {
  readonly ops: readonly PlannerOp[];
  /** Names of the rules that fired, each once, in the order of their first firing. */
  readonly rules: readonly string[];
}

/**
 * Rewrites the ops into fewer or cheaper ones with the same result. Every rule leaves each pixel as it is, but for
 * `scale-before-turn` (46 dB and better against the written order), which `exact` leaves out. A rule that
 * looks as if it were missing changes pixels: two scales are not one, and nothing that rounds moves across a scale or blur.
 */
export function rewrite(written: readonly PlannerOp[], frame: Size, options: { readonly exact: boolean }): Rewritten {
  const fired = new Set<string>();
  const ops = settle(written, frame, options.exact ? exactRules : rules, fired);
  return { ops: settle(ops, frame, [turnBeforeCrop], fired), rules: [...fired] };
}

/** What two neighbours become on a frame of this size; `undefined` leaves them. `before` is the op in front of both. */
interface Rule {
  readonly name: string;
  apply(first: PlannerOp, second: PlannerOp, frame: Size, before?: PlannerOp): readonly PlannerOp[] | undefined;
}

const joinTwoTurns: Rule = {
  name: "join-turns",
  apply: (first, second) => (first.op === "orient" && second.op === "orient" ? [joinTurns(first, second)] : undefined),
};

const joinCrops: Rule = {
  name: "join-crops",
  apply: (first, second) =>
    first.op === "crop" && second.op === "crop"
      ? [{ ...second, x: first.x + second.x, y: first.y + second.y }]
      : undefined,
};

const joinTones: Rule = {
  name: "join-tones",
  apply: (first, second) =>
    first.op === "tone" && second.op === "tone"
      ? [{ op: "tone", linears: [...first.linears, ...second.linears] }]
      : undefined,
};

/** Fewer pixels are turned, and a decoder can stop at the last row that is asked for. */
const cropBeforeTurn: Rule = {
  name: "crop-before-turn",
  apply: (first, second, frame) =>
    first.op === "orient" && second.op === "crop"
      ? [{ op: "crop", ...turnRectangle(undoTurn(first), second, turnSize(first, frame)) }, first]
      : undefined,
};

/** A tone looks at one pixel at a time; behind a crop it looks at fewer of them, and the crop joins the reading. */
const toneLast: Rule = {
  name: "tone-last",
  apply: (first, second) =>
    first.op === "tone" && (second.op === "crop" || second.op === "orient") ? [second, first] : undefined,
};

/** The small result is turned instead of the large source, and the decoder may shrink. */
const scaleBeforeTurn: Rule = {
  name: "scale-before-turn",
  apply(first, second, frame) {
    if (first.op !== "orient" || second.op !== "scale") return undefined;
    const target = turnSize(undoTurn(first), second);
    return isMirrorSymmetric(frame, target) ? [{ op: "scale", ...target }, first] : undefined;
  },
};

/**
 * True when scaling a turned picture is turning the scaled one, to 46 dB. Enlarging is not (19 to 30 dB). Shrinking starts
 * with blocks of whole pixels and an incomplete one at the far edge, which after a turn is another edge: of a small picture
 * the blocks must come out even.
 */
function isMirrorSymmetric(from: Size, to: Size): boolean {
  const even = (side: number, target: number) => side % Math.max(1, Math.floor(side / target / 2)) === 0;
  if (to.width > from.width || to.height > from.height) return false;
  if (!hasFineDetail(from)) return true;
  return Math.min(to.width, to.height) >= 8 && even(from.width, to.width) && even(from.height, to.height);
}

const exactRules = [joinTwoTurns, joinCrops, joinTones, cropBeforeTurn, toneLast];
const rules = [...exactRules, scaleBeforeTurn];

/** Run last, against `crop-before-turn`: behind a scale the order scale, turn, crop is the one that fits into one pass. */
const turnBeforeCrop: Rule = {
  name: "turn-before-crop",
  apply: (first, second, frame, before) =>
    before?.op === "scale" && first.op === "crop" && second.op === "orient"
      ? [second, { op: "crop", ...turnRectangle(second, first, frame) }]
      : undefined,
};

interface Sized {
  readonly op: PlannerOp;
  /** The frame that the op finds. */
  readonly from: Size;
}

/** Applies the rules until none fires. A rule keeps the frame behind it, so only its neighbours are looked at again. */
function settle(ops: readonly PlannerOp[], frame: Size, apply: readonly Rule[], fired: Set<string>): PlannerOp[] {
  const list = sized(ops, frame);
  for (let at = 0; at < list.length; ) {
    const first = list[at]!;
    const second = list[at + 1];
    if (isNoOp(first)) {
      fired.add("drop-no-op");
      list.splice(at, 1);
      at = Math.max(0, at - 1);
      continue;
    }
    const hit = second && firstHit(apply, first, second, list[at - 1]);
    if (!hit) {
      at++;
      continue;
    }
    fired.add(hit.name);
    list.splice(at, 2, ...sized(hit.ops, first.from));
    at = Math.max(0, at - 1);
  }
  return list.map(({ op }) => op);
}

function firstHit(apply: readonly Rule[], first: Sized, second: Sized, before: Sized | undefined) {
  for (const rule of apply) {
    const ops = rule.apply(first.op, second.op, first.from, before?.op);
    if (ops) return { name: rule.name, ops };
  }
  return undefined;
}

function sized(ops: readonly PlannerOp[], frame: Size): Sized[] {
  let from = frame;
  return ops.map((op) => {
    const entry = { op, from };
    from = sizeAfter(op, from);
    return entry;
  });
}

function isNoOp({ op, from }: Sized): boolean {
  switch (op.op) {
    case "crop":
    case "scale":
      return op.width === from.width && op.height === from.height;
    case "orient":
      return !op.flop && op.rotate === 0;
    case "extend":
      return op.left === 0 && op.top === 0 && op.right === 0 && op.bottom === 0;
    case "tone":
      return op.linears.every(({ gain, offset }) => gain === 1 && offset === 0);
    case "over":
      return op.opacity === 0;
    default:
      return false;
  }
}
