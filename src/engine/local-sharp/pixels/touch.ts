import type sharp from "sharp";
import { assertNever } from "../../../base/assert-never.js";
import { blendOver, tileOver } from "../codec/blend.js";
import { applyMask } from "../codec/mask.js";
import type { Raw, RawAlpha } from "../codec/raw.js";
import { renderText } from "../codec/text.js";
import type { TextOver, TouchOp } from "../planner/pass.js";
import { withAlpha } from "./alpha.js";
import { anchored } from "./anchored.js";
import { applyTone } from "./apply-tone.js";
import { cropFrame, extendFrame } from "./canvas.js";
import { sharpen } from "./sharpen.js";
import { toneTable } from "./tone-table.js";

/** What a touch on frame after frame needs: sharp for the glyphs, and the texts that are drawn already. */
export interface TouchTools {
  readonly sharp: typeof sharp;
  readonly texts: Map<TextOver, RawAlpha>;
}

/** Does one op on decoded pixels: in place, or as a new frame where the size or alpha changes. The given frame is used up. */
export async function touch(frame: Raw, op: TouchOp, tools: TouchTools): Promise<Raw> {
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
      drawText(frame, await textOf(op, tools), op);
      return frame;
    default:
      return assertNever(op);
  }
}

async function textOf(op: TextOver, { sharp, texts }: TouchTools): Promise<RawAlpha> {
  const drawn = texts.get(op) ?? (await renderText(sharp, op.layer.text));
  texts.set(op, drawn);
  return drawn;
}

function drawText(frame: Raw, layer: RawAlpha, { place, opacity }: TextOver): void {
  if (place.kind === "tile") {
    tileOver(frame, layer, layer.width + place.padX, layer.height + place.padY, opacity);
    return;
  }
  const { x, y } = anchored(place, layer, frame);
  blendOver(frame, layer, x, y, opacity);
}
