import type { Raw, RawAlpha } from "../../formats/raw.js";
import { blendOver } from "./blend.js";

/** What a watermark draws: layers within one box, which do not overlap. */
export interface Stamp {
  /** px of the box. */
  readonly width: number;
  readonly height: number;
  readonly parts: readonly StampPart[];
}

export interface StampPart {
  readonly layer: RawAlpha;
  /** Top left within the box. */
  readonly x: number;
  readonly y: number;
}

/** How two layers stand side by side. */
export interface SideBySide {
  readonly left: RawAlpha;
  readonly right: RawAlpha;
  readonly align: "top" | "middle" | "bottom";
  /** px between them. */
  readonly interval: number;
}

/** A box with one layer. */
export function single(layer: RawAlpha): Stamp {
  return { width: layer.width, height: layer.height, parts: [{ layer, x: 0, y: 0 }] };
}

/** A box with two layers; halves floored. Source: specification of image processing §16.4. */
export function sideBySide({ left, right, align, interval }: SideBySide): Stamp {
  const height = Math.max(left.height, right.height);
  const rest = { top: 0, middle: 0.5, bottom: 1 }[align];
  const part = (layer: RawAlpha, x: number) => ({ layer, x, y: Math.floor((height - layer.height) * rest) });
  const offset = left.width + interval;
  return { width: offset + right.width, height, parts: [part(left, 0), part(right, offset)] };
}

/** Draws the stamp over a frame, in place, the top left of its box at `x`, `y`; rounding and opacity as `blendOver`. */
export function stampOver(frame: Raw, { parts }: Stamp, x: number, y: number, opacity: number): void {
  for (const part of parts) blendOver(frame, part.layer, x + part.x, y + part.y, opacity);
}

/**
 * Draws the stamp again and again over the whole frame: copies start at the frame's top left, and each is `padX`, `padY` px
 * (0 or more) from the next. A row of copies is laid out once and then blended in one go.
 */
export function tileOver(frame: Raw, stamp: Stamp, padX: number, padY: number, opacity: number): void {
  const row = rowOf(stamp, frame, stamp.width + padX);
  for (let y = 0; y < frame.height; y += stamp.height + padY) blendOver(frame, row, 0, y, opacity);
}

/** Copies of a stamp from end to end of a frame, as one layer; what reaches over the frame is cut off. */
function rowOf({ height: boxHeight, parts }: Stamp, frame: Raw, step: number): RawAlpha {
  const { width } = frame;
  const height = Math.min(boxHeight, frame.height);
  const data = Buffer.alloc(width * height * 4);
  for (let x = 0; x < width; x += step) for (const part of parts) copyInto({ width, height, data }, part, x);
  return { width, height, channels: 4, data };
}

function copyInto(row: { width: number; height: number; data: Buffer }, { layer, x, y }: StampPart, at: number): void {
  const pixels = Math.min(layer.width, row.width - at - x);
  if (pixels <= 0) return;
  for (let line = 0; line < layer.height && y + line < row.height; line++) {
    const from = line * layer.width * 4;
    layer.data.copy(row.data, ((y + line) * row.width + at + x) * 4, from, from + pixels * 4);
  }
}
