import type { Raw } from "../../formats/raw.js";

/**
 * 3x3 unsharp mask, in place: value + amount * (value - mean), where the mean has the weights 1 2 1, 2 4 2, 1 2 1 and the
 * border is repeated outwards. Flat areas stay exactly; alpha stays, and weights the colours of a mean. Source:
 * specification §12.
 */
export function sharpen({ width, height, channels, data }: Raw, amount: number): void {
  const stride = width * channels;
  const rowAt = (y: number) => data.subarray(y * stride, (y + 1) * stride);
  const sharpenRow = channels === 3 ? sharpenRowOpaque : sharpenRowAlpha;
  // Stores to this view round to the nearest and clamp.
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  // Rows above are sharpened already, so the originals of two of them are kept.
  let above = Uint8Array.from(rowAt(0));
  for (let y = 0; y < height; y++) {
    const row = Uint8Array.from(rowAt(y));
    const below = y < height - 1 ? rowAt(y + 1) : row;
    sharpenRow({ above, row, below }, pixels.subarray(y * stride, (y + 1) * stride), amount);
    above = row;
  }
}

interface Rows {
  readonly above: Uint8Array;
  readonly row: Uint8Array;
  readonly below: Uint8Array;
}

function sharpenRowOpaque({ above, row, below }: Rows, to: Uint8ClampedArray, amount: number): void {
  const last = row.length - 3;
  for (let channel = 0; channel < 3; channel++) {
    // Sums of columns, 1 2 1 downwards: each is used three times.
    let left = above[channel]! + 2 * row[channel]! + below[channel]!;
    let middle = left;
    for (let at = channel; at < row.length; at += 3) {
      const next = at < last ? at + 3 : at;
      const right = above[next]! + 2 * row[next]! + below[next]!;
      const value = row[at]!;
      to[at] = value + (amount * (16 * value - left - 2 * middle - right)) / 16;
      left = middle;
      middle = right;
    }
  }
}

function sharpenRowAlpha({ above, row, below }: Rows, to: Uint8ClampedArray, amount: number): void {
  const last = row.length - 4;
  for (let channel = 0; channel < 3; channel++) {
    // The same sums, of colour times alpha and of alpha.
    let left = weighted(above, row, below, channel, 3);
    let leftAlpha = above[3]! + 2 * row[3]! + below[3]!;
    let middle = left;
    let middleAlpha = leftAlpha;
    for (let at = channel, alphaAt = 3; at < row.length; at += 4, alphaAt += 4) {
      const step = at < last ? 4 : 0;
      const right = weighted(above, row, below, at + step, alphaAt + step);
      const rightAlpha = above[alphaAt + step]! + 2 * row[alphaAt + step]! + below[alphaAt + step]!;
      const weight = leftAlpha + 2 * middleAlpha + rightAlpha;
      const value = row[at]!;
      if (weight > 0) to[at] = value + amount * (value - (left + 2 * middle + right) / weight);
      left = middle;
      leftAlpha = middleAlpha;
      middle = right;
      middleAlpha = rightAlpha;
    }
  }
}

function weighted(above: Uint8Array, row: Uint8Array, below: Uint8Array, at: number, alphaAt: number): number {
  return above[at]! * above[alphaAt]! + 2 * row[at]! * row[alphaAt]! + below[at]! * below[alphaAt]!;
}
