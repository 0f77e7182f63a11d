import type { Raw } from "../../formats/raw.js";
import { luma } from "./luma.js";

/** Side of the frame that is hashed, px. */
export const hashedSide = 32;
const side = 8;

/**
 * 64 bits as 16 hex digits of a frame of 32x32 px: which of its 8x8 lowest frequencies are above their median. Scaling,
 * another format and lighter or darker tones change few bits; up to 8 bits apart is the same picture, up to 12 a similar one.
 * Source: pHash, the hash by discrete cosine transform.
 */
export function perceptualHash(frame: Raw): string {
  if (frame.width !== hashedSide || frame.height !== hashedSide) throw new TypeError("expected a frame of 32x32 px");
  const frequencies = lowFrequencies(luma(frame));
  const sorted = frequencies.toSorted((one, other) => one - other);
  const median = (sorted[31]! + sorted[32]!) / 2;
  let hash = 0n;
  for (const value of frequencies) hash = (hash << 1n) | (value > median ? 1n : 0n);
  return hash.toString(16).padStart(16, "0");
}

/** The upper left corner of the type II transform, row by row; its scale does not matter. */
function lowFrequencies(values: Float64Array): number[] {
  const frequencies: number[] = [];
  for (let v = 0; v < side; v++)
    for (let u = 0; u < side; u++) {
      let sum = 0;
      for (let y = 0; y < hashedSide; y++)
        for (let x = 0; x < hashedSide; x++) sum += values[y * hashedSide + x]! * cosines[u]![x]! * cosines[v]![y]!;
      // What rounding leaves of nothing must not decide a bit.
      frequencies.push(Math.abs(sum) < 1e-6 ? 0 : sum);
    }
  return frequencies;
}

const cosines = Array.from({ length: side }, (_, frequency) =>
  Array.from({ length: hashedSide }, (_, at) => Math.cos((Math.PI * frequency * (2 * at + 1)) / (2 * hashedSide))),
);
