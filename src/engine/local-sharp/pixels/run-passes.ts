import type sharp from "sharp";
import type { Sharp } from "sharp";
import { assertNever } from "../../../base/assert-never.js";
import type { Size } from "../../../pipeline/header.js";
import { blurKernel } from "../planner/blur-kernel.js";
import type { GeometryOp, OpNamed, Pass, ReadShrink } from "../planner/pass.js";
import { copyAlpha, hasAlpha } from "./alpha.js";
import { openRaw } from "./open-image.js";
import { decoded, type Picture } from "./picture.js";
import { type StampOf, touch } from "./touch.js";

export interface PassTools {
  readonly sharp: typeof sharp;
  readonly stampOf: StampOf;
}

/**
 * Runs the passes over an opened image. When the last pass touches no pixels its work is left pending. `shrink` is how the
 * first pass reads an encoded source.
 */
export async function runPasses(
  source: Picture,
  passes: readonly Pass[],
  shrink: ReadShrink,
  tools: PassTools,
): Promise<Picture> {
  let picture = source;
  for (const [index, pass] of passes.entries()) {
    const before = picture;
    const image = "raw" in before ? openRaw(tools.sharp, before.raw) : before.pending;
    const from = "raw" in before ? before.raw : before.size;
    const encoded = "pending" in before && before.encoded;
    picture = { pending: emit(image, pass.geometry, from, encoded ? shrink : "least"), size: pass.read, encoded };
    if (index === passes.length - 1 && pass.touches.length === 0 && !pass.keepAlpha) return picture;
    let raw = pass.geometry.length === 0 && "raw" in before ? before.raw : await decoded(picture);
    if (pass.keepAlpha && "raw" in before && hasAlpha(before.raw) && hasAlpha(raw)) copyAlpha(before.raw, raw);
    for (const op of pass.touches) raw = await touch(raw, op, tools.stampOf);
    picture = { raw };
  }
  return picture;
}

/** Calls sharp for the ops of a pass, which come in sharp's own order. */
function emit(image: Sharp, geometry: readonly GeometryOp[], from: Size, shrink: ReadShrink): Sharp {
  let next = image;
  // A crop in front, be it of the whole, keeps a decoder from shrinking while it reads.
  if (shrink === "whole" && geometry[0]?.op === "scale")
    next = next.extract({ left: 0, top: 0, width: from.width, height: from.height });
  for (const op of geometry) next = call(next, op, shrink);
  return next;
}

function call(image: Sharp, op: GeometryOp, shrink: ReadShrink): Sharp {
  switch (op.op) {
    case "crop":
      return image.extract({ left: op.x, top: op.y, width: op.width, height: op.height });
    case "scale":
      return image.resize(op.width, op.height, {
        fit: "fill",
        kernel: "lanczos3",
        fastShrinkOnLoad: shrink === "least",
      });
    case "orient": {
      const mirrored = op.flop ? image.flop() : image;
      return op.rotate === 0 ? mirrored : mirrored.rotate(op.rotate);
    }
    case "rotate":
      return image.rotate(op.degrees, { background: { r: 0, g: 0, b: 0, alpha: 0 } });
    case "blur":
      return blurred(image, op);
    default:
      return assertNever(op);
  }
}

function blurred(image: Sharp, op: OpNamed<"blur">): Sharp {
  const { minAmplitude, exact } = blurKernel(op);
  if (!exact) return image.blur({ sigma: op.sigma, minAmplitude });
  // What is left behind the point is cut off when it is stored.
  return image.blur({ sigma: op.sigma, minAmplitude, precision: "float" }).linear(1, 0.5);
}
