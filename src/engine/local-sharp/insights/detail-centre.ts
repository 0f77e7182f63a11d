import type { Raw } from "../../formats/raw.js";
import { luma } from "./luma.js";

/**
 * Where the detail has its middle, as shares of width and height, 0..1: the centre of gravity of the squared steps of
 * brightness from each pixel to the next ones. The middle of the frame where there is no detail.
 */
export function detailCentre(frame: Raw): { readonly x: number; readonly y: number } {
  const { width, height } = frame;
  const values = luma(frame);
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const here = values[y * width + x]!;
      const right = x + 1 < width ? values[y * width + x + 1]! - here : 0;
      const below = y + 1 < height ? values[(y + 1) * width + x]! - here : 0;
      const energy = right * right + below * below;
      sum += energy;
      sumX += energy * (x + 0.5);
      sumY += energy * (y + 0.5);
    }
  return sum === 0 ? { x: 0.5, y: 0.5 } : { x: sumX / sum / width, y: sumY / sum / height };
}
