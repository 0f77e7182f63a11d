import type { Raw, RawAlpha } from "../../formats/raw.js";

/**
 * Draws a layer over a frame, in place, its top left at `x`, `y` (any integers; what lies outside is cut off). Source-over
 * with straight alpha; `opacity` 0..1 in steps of 1/10000 multiplies the layer's alpha. Results are the exact value rounded
 * to the nearest, halves up. Only the layer's rectangle is touched. Source: specification of image processing §16.1.
 */
export function blendOver(frame: Raw, layer: RawAlpha, x: number, y: number, opacity: number): void {
  const left = Math.max(0, x);
  const right = Math.min(frame.width, x + layer.width);
  const bottom = Math.min(frame.height, y + layer.height);
  const parts = Math.round(opacity * wholeOpacity);
  if (parts === 0) return;
  const blendRow = frame.channels === 4 ? blendRowAlpha : blendRowOpaque;
  for (let top = Math.max(0, y); top < bottom; top++) {
    const to = (top * frame.width + left) * frame.channels;
    const from = ((top - y) * layer.width + (left - x)) * 4;
    blendRow(frame.data, to, layer.data, from, right - left, parts);
  }
}

/** The frame on a white ground, as a new frame without alpha. Source: specification of image processing §4, alpha to JPG. */
export function flattenWhite(frame: RawAlpha): Raw & { readonly channels: 3 } {
  const { width, height, data: from } = frame;
  const data = Buffer.allocUnsafe(width * height * 3);
  for (let i = 0, o = 0; o < data.length; i += 4, o += 3) {
    const alpha = from[i + 3]!;
    const white = 255 * (255 - alpha) + 127.5;
    data[o] = (from[i]! * alpha + white) / 255;
    data[o + 1] = (from[i + 1]! * alpha + white) / 255;
    data[o + 2] = (from[i + 2]! * alpha + white) / 255;
  }
  return { width, height, channels: 3, data };
}

// Weights are whole numbers out of `whole`, so that no sum carries a rounding error; a byte store drops the fraction, hence
// half the divisor is added first. All products stay below 2^53.
const wholeOpacity = 10_000;
const whole = 255 * wholeOpacity;

type BlendRow = (to: Buffer, toAt: number, from: Buffer, fromAt: number, pixels: number, parts: number) => void;

const blendRowOpaque: BlendRow = (to, toAt, from, fromAt, pixels, parts) => {
  for (let n = 0, o = toAt, i = fromAt; n < pixels; n++, o += 3, i += 4) {
    const over = from[i + 3]! * parts;
    if (over === 0) continue;
    const under = whole - over;
    to[o] = (from[i]! * over + to[o]! * under + whole / 2) / whole;
    to[o + 1] = (from[i + 1]! * over + to[o + 1]! * under + whole / 2) / whole;
    to[o + 2] = (from[i + 2]! * over + to[o + 2]! * under + whole / 2) / whole;
  }
};

const blendRowAlpha: BlendRow = (to, toAt, from, fromAt, pixels, parts) => {
  for (let n = 0, o = toAt, i = fromAt; n < pixels; n++, o += 4, i += 4) {
    if (from[i + 3] === 0) continue;
    const over = from[i + 3]! * parts * 255;
    const under = to[o + 3]! * (whole - from[i + 3]! * parts);
    const both = over + under;
    to[o] = (from[i]! * over + to[o]! * under + both / 2) / both;
    to[o + 1] = (from[i + 1]! * over + to[o + 1]! * under + both / 2) / both;
    to[o + 2] = (from[i + 2]! * over + to[o + 2]! * under + both / 2) / both;
    to[o + 3] = (both + whole / 2) / whole;
  }
};
