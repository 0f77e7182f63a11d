import type { Size } from "../../../pipeline/header.js";
import type { Raw } from "../../formats/raw.js";
import type { OpNamed } from "../planner/pass.js";

/** Copies the rectangle out of the frame. */
export function cropFrame(frame: Raw, { x, y, width, height }: OpNamed<"crop">): Raw {
  const canvas = blank({ width, height }, frame.channels);
  for (let row = 0; row < height; row++) copyRow(frame, x, y + row, width, canvas, 0, row);
  return canvas;
}

/** Puts the frame on a larger canvas of an opaque colour. */
export function extendFrame(frame: Raw, { left, top, right, bottom, color }: OpNamed<"extend">): Raw {
  const size = { width: frame.width + left + right, height: frame.height + top + bottom };
  const canvas = blank(size, frame.channels);
  canvas.data.fill(pixel(color, frame.channels));
  for (let row = 0; row < frame.height; row++) copyRow(frame, 0, row, frame.width, canvas, left, top + row);
  return canvas;
}

function blank({ width, height }: Size, channels: 3 | 4): Raw {
  return { width, height, channels, data: Buffer.allocUnsafe(width * height * channels) };
}

function copyRow(from: Raw, x: number, y: number, width: number, to: Raw, toX: number, toY: number): void {
  const start = (y * from.width + x) * from.channels;
  from.data.copy(to.data, (toY * to.width + toX) * to.channels, start, start + width * from.channels);
}

/** The bytes of one pixel of the colour `RRGGBB`. */
function pixel(color: string, channels: 3 | 4): Buffer {
  return Buffer.from(channels === 4 ? `${color}FF` : color, "hex");
}
