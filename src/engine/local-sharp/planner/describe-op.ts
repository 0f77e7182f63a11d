import { assertNever } from "../../../base/assert-never.js";
import type { LayerWork, Linear, MarkWork, Pass, PlannerOp } from "./pass.js";

/** The ops of a pass in words, `scale 300x200`, in the order of running. */
export function describePass({ geometry, touches }: Pass): string[] {
  return [...geometry, ...touches].map(describeOp);
}

function describeOp(op: PlannerOp): string {
  switch (op.op) {
    case "crop":
      return `crop ${op.width}x${op.height} at ${op.x},${op.y}`;
    case "scale":
      return `scale ${op.width}x${op.height}`;
    case "orient":
      return [op.flop && "mirror", (op.rotate !== 0 || !op.flop) && `turn ${op.rotate}`].filter(Boolean).join(", ");
    case "rotate":
      return `rotate ${op.degrees} to ${op.width}x${op.height}`;
    case "extend":
      return `extend ${op.left},${op.top},${op.right},${op.bottom} in #${op.color}`;
    case "blur":
      return `blur radius ${op.radius} sigma ${op.sigma}`;
    case "sharpen":
      return `sharpen ${op.amount}`;
    case "mask":
      return op.shape === "circle" ? "circle" : `round corners ${op.radius}`;
    case "tone":
      return `tone ${op.linears.map(describeLinear).join(", ")}`;
    case "over":
      return op.place.kind === "tile"
        ? `tile ${describeLayer(op.layer)}`
        : `draw ${describeLayer(op.layer)} ${op.place.gravity}`;
    default:
      return assertNever(op);
  }
}

function describeLayer(layer: LayerWork): string {
  switch (layer.kind) {
    case "text":
      return "text";
    case "image":
      return describeMark(layer.image);
    case "mixed":
      return layer.order === "image-first"
        ? `${describeMark(layer.image)} and text`
        : `text and ${describeMark(layer.image)}`;
    default:
      return assertNever(layer);
  }
}

/** `image logo.png (scale 120x80)` */
function describeMark({ key, passes }: MarkWork): string {
  const ops = passes.flatMap(describePass);
  return ops.length === 0 ? `image ${key}` : `image ${key} (${ops.join(", ")})`;
}

function describeLinear({ gain, offset }: Linear): string {
  return `x${round(gain)} ${offset < 0 ? "-" : "+"}${round(Math.abs(offset))}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
