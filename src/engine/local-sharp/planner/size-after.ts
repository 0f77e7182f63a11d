import { assertNever } from "../../../base/assert-never.js";
import type { Size } from "../../../pipeline/header.js";
import type { PlannerOp } from "./pass.js";
import { turnSize } from "./turn.js";

/** The frame that the op leaves. */
export function sizeAfter(op: PlannerOp, from: Size): Size {
  switch (op.op) {
    case "crop":
    case "scale":
    case "rotate":
      return { width: op.width, height: op.height };
    case "orient":
      return turnSize(op, from);
    case "extend":
      return { width: from.width + op.left + op.right, height: from.height + op.top + op.bottom };
    case "blur":
    case "sharpen":
    case "mask":
    case "tone":
    case "over":
      return from;
    default:
      return assertNever(op);
  }
}
