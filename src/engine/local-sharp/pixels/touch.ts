import { assertNever } from "../../../base/assert-never.js";
import type { Raw } from "../../formats/raw.js";
import { applyMask } from "../drawing/mask.js";
import { type Stamp, stampOver, tileOver } from "../drawing/stamp.js";
import { anchored } from "../planner/anchored.js";
import type { Over, TouchOp } from "../planner/pass.js";
import { withAlpha } from "./alpha.js";
import { applyTone } from "./apply-tone.js";
import { cropFrame, extendFrame } from "./canvas.js";
import { sharpen } from "./sharpen.js";
import { toneTable } from "./tone-table.js";

/** What a watermark draws; made once for all frames. */
export type StampOf = (op: Over) => Promise<Stamp>;

/** Does one op on decoded pixels: in place, or as a new frame where the size or alpha changes. The given frame is used up. */
export async function touch(frame: Raw, op: TouchOp, stampOf: StampOf): Promise<Raw> {
  switch (op.op) {
    case "crop":
      return cropFrame(frame, op);
    case "extend":
      return extendFrame(frame, op);
    case "sharpen":
      sharpen(frame, op.amount);
      return frame;
    case "mask": {
      const masked = withAlpha(frame);
      applyMask(masked, op.shape, op.radius);
      return masked;
    }
    case "tone":
      applyTone(frame, toneTable(op.linears));
      return frame;
    case "over":
      drawStamp(frame, await stampOf(op), op);
      return frame;
    default:
      return assertNever(op);
  }
}

function drawStamp(frame: Raw, stamp: Stamp, { place, opacity }: Over): void {
  if (place.kind === "tile") {
    tileOver(frame, stamp, place.padX, place.padY, opacity);
    return;
  }
  const { x, y } = anchored(place, stamp, frame);
  stampOver(frame, stamp, x, y, opacity);
}
