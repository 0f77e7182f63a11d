import type { Size } from "../../../pipeline/header.js";
import type { Raw } from "../../formats/raw.js";

/**
 * Shows where two pictures differ. A pixel of the map stands for a square of pixels and shows the largest difference in it, so
 * that a single one is seen too: dark grey as the first picture where they are equal, else from violet over red and yellow to
 * white, in the root of the difference, since the small ones are those that are looked for. Pure.
 */
export function heatMap(
  { levels, luma }: { readonly levels: Uint8Array; readonly luma: Float32Array },
  size: Size,
  longestSide: number,
): Raw {
  const square = Math.ceil(Math.max(size.width, size.height) / longestSide);
  const [width, height] = [Math.ceil(size.width / square), Math.ceil(size.height / square)];
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [left, top] = [x * square, y * square];
      const [right, bottom] = [Math.min(left + square, size.width), Math.min(top + square, size.height)];
      let [most, brightness] = [0, 0];
      for (let row = top; row < bottom; row++)
        for (let at = row * size.width + left; at < row * size.width + right; at++) {
          if (levels[at]! > most) most = levels[at]!;
          brightness += luma[at]!;
        }
      const grey = brightness / ((right - left) * (bottom - top)) / equalShare;
      const color = most > 0 ? heatOf(most) : [grey, grey, grey];
      data.set(color.map(Math.round), (y * width + x) * 3);
    }
  return { width, height, channels: 3, data };
}

/** What is left of the brightness of what is equal. */
const equalShare = 5;

/** Evenly from the smallest to the largest difference. */
const ramp = [
  [70, 20, 120],
  [180, 30, 110],
  [230, 70, 40],
  [250, 190, 40],
  [255, 255, 230],
] as const;

function heatOf(level: number): readonly number[] {
  const at = Math.sqrt(level / 255) * (ramp.length - 1);
  const below = Math.min(Math.floor(at), ramp.length - 2);
  const [from, to] = [ramp[below]!, ramp[below + 1]!];
  return from.map((value, channel) => value + (to[channel]! - value) * (at - below));
}
