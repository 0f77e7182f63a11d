import type { Raw } from "../../formats/raw.js";

/** Brightness of each pixel, 0..255, by ITU-R BT.601; alpha is not looked at. */
export function luma({ width, height, channels, data }: Raw): Float64Array {
  const values = new Float64Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += channels)
    values[i] = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
  return values;
}
