import type { Size } from "../../../pipeline/header.js";
import type { Raw } from "../../formats/raw.js";
import { hasAlpha } from "../pixels/alpha.js";

/** How far a pixel of the border may be from its first one, on each channel, 0..255: what a JPG makes of one colour. */
const tolerance = 10;

/**
 * What is left without a border of one colour: rows and columns at the edges whose every pixel is like the top left one. With
 * transparency all that cannot be seen is alike. The whole frame where nothing would be left.
 */
export function insideBorder(frame: Raw): Size & { readonly x: number; readonly y: number } {
  const { width, height } = frame;
  const isBorder = borderTest(frame);
  const row = (y: number) => every(0, width, (x) => isBorder(x, y));
  const top = count(height, row);
  if (top === height) return { x: 0, y: 0, width, height };
  const bottom = count(height - top, (n) => row(height - 1 - n));
  const column = (x: number) => every(top, height - bottom, (y) => isBorder(x, y));
  const left = count(width, column);
  const right = count(width - left, (n) => column(width - 1 - n));
  return { x: left, y: top, width: width - left - right, height: height - top - bottom };
}

function borderTest(frame: Raw): (x: number, y: number) => boolean {
  const { width, channels, data } = frame;
  const first = [...data.subarray(0, channels)];
  const unseen = hasAlpha(frame) && first[3]! <= tolerance;
  return (x, y) => {
    const at = (y * width + x) * channels;
    if (unseen) return data[at + 3]! <= tolerance;
    for (let c = 0; c < channels; c++) if (Math.abs(data[at + c]! - first[c]!) > tolerance) return false;
    return true;
  };
}

/** How many of the first numbers pass, up to the first that does not. */
function count(limit: number, passes: (n: number) => boolean): number {
  let n = 0;
  while (n < limit && passes(n)) n++;
  return n;
}

function every(from: number, to: number, passes: (n: number) => boolean): boolean {
  for (let n = from; n < to; n++) if (!passes(n)) return false;
  return true;
}
