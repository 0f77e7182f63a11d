import { assertNever } from "../../../base/assert-never.js";
import type { Size } from "../../../pipeline/header.js";
import type { GeometryOp, Pass, PlannerOp, TouchOp } from "./pass.js";
import { sizeAfter } from "./size-after.js";

/**
 * Deals the ops out to passes. A sharp instance runs its ops in an order of its own, whatever the order of calls, and
 * keeps one of each: an op joins the open pass only while the written order is sharp's. The few decoded pixels that go
 * from pass to pass cost 1 to 2 ms a megapixel; watermarks, masks and tones are done on them, since within a pass sharp
 * would add and premultiply alpha before it scales, for more than the whole rest.
 */
export function slot(
  ops: readonly PlannerOp[],
  frame: Size & { readonly alpha: boolean },
  options: { readonly exact: boolean },
): Pass[] {
  const passes: Pass[] = [];
  let open = emptyPass(frame);
  let alpha = frame.alpha;
  const next = () => {
    passes.push(closed(open));
    open = emptyPass(open.size);
  };
  for (const op of ops) {
    const touch = asTouch(op, open);
    if (touch) open.touches.push(touch);
    else {
      const geometry = op as GeometryOp;
      if (!joins(geometry, open, { alpha, exact: options.exact, first: passes.length === 0 })) next();
      open.geometry.push(geometry);
      open.keepAlpha = geometry.op === "blur" && alpha;
      open.read = sizeAfter(op, open.size);
    }
    open.size = sizeAfter(op, open.size);
    alpha ||= op.op === "rotate" || op.op === "mask";
  }
  next();
  return passes;
}

interface OpenPass {
  readonly geometry: GeometryOp[];
  readonly touches: TouchOp[];
  keepAlpha: boolean;
  read: Size;
  size: Size;
}

function emptyPass({ width, height }: Size): OpenPass {
  const size = { width, height };
  return { geometry: [], touches: [], keepAlpha: false, read: size, size };
}

function closed({ geometry, read, keepAlpha, touches, size }: OpenPass): Pass {
  return { geometry, read, keepAlpha, touches, size };
}

/** The op as work on decoded pixels; a crop is such where the pixels are at hand or sharp would misplace it. */
function asTouch(op: PlannerOp, open: OpenPass): TouchOp | undefined {
  switch (op.op) {
    case "extend":
    case "sharpen":
    case "mask":
    case "tone":
    case "over":
      return op;
    case "crop":
      return open.touches.length > 0 || cropRank(open) === undefined ? op : undefined;
    case "scale":
    case "orient":
    case "rotate":
    case "blur":
      return undefined;
    default:
      return assertNever(op);
  }
}

/** sharp's own order: crop, scale, orient, rotate, crop again, blur. */
const ranks = { scale: 2, orient: 3, rotate: 4, blur: 6 } as const;
const firstCrop = 1;
const secondCrop = 5;

function joins(
  op: GeometryOp,
  open: OpenPass,
  { alpha, exact, first }: { readonly alpha: boolean; readonly exact: boolean; readonly first: boolean },
): boolean {
  // Alpha is put back from the pass's input, which must be at hand decoded and of the same size.
  if (op.op === "blur" && alpha) return !first && open.geometry.length === 0 && open.touches.length === 0;
  if (open.touches.length > 0 || open.keepAlpha) return false;
  if (op.op === "crop") return true;
  if (ranks[op.op] <= lastRank(open)) return false;
  // A sharp instance turns once.
  if (op.op === "rotate" && open.geometry.some((other) => other.op === "orient" && other.rotate !== 0)) return false;
  // Two ops that resample premultiplied colour are rounded in between when they are run one by one.
  if (exact && alpha && resamples(op)) return !open.geometry.some(resamples);
  return true;
}

function resamples({ op }: GeometryOp): boolean {
  return op === "scale" || op === "rotate" || op === "blur";
}

/** Where a crop may go in the open pass: in front, or behind once sharp can tell the second crop from the first. */
function cropRank(open: OpenPass): number | undefined {
  const last = lastRank(open);
  if (last < firstCrop) return firstCrop;
  const distinct = open.geometry.some(({ op }) => op === "scale" || op === "crop");
  return last < secondCrop && distinct ? secondCrop : undefined;
}

function lastRank({ geometry }: OpenPass): number {
  const last = geometry.at(-1);
  if (!last) return 0;
  if (last.op !== "crop") return ranks[last.op];
  return geometry.length === 1 ? firstCrop : secondCrop;
}
