import type { Raw } from "../codec/raw.js";

/**
 * 3x3 unsharp mask: value + amount * (value - mean), where the mean has the weights 1 2 1, 2 4 2, 1 2 1 and the border is
 * repeated outwards. Flat areas stay exactly; alpha stays, and weights the colours of a mean. Works in integers, `amount`
 * in hundredths, rounded to the nearest. Source: specification §12.
 */
export function sharpen(frame: Raw, amount: number): Raw {
  const data = Buffer.allocUnsafe(frame.data.length);
  const hundredths = Math.round(amount * 100);
  for (let y = 0; y < frame.height; y++)
    if (frame.channels === 3) sharpenRow(frame, y, hundredths, data);
    else sharpenRowAlpha(frame, y, hundredths, data);
  return { ...frame, data };
}

function sharpenRow({ width, height, data: from }: Raw, y: number, hundredths: number, to: Buffer): void {
  const stride = width * 3;
  const row = y * stride;
  const above = y > 0 ? row - stride : row;
  const below = y < height - 1 ? row + stride : row;
  for (let channel = 0; channel < 3; channel++) {
    // Sums of columns, 1 2 1 downwards: each is used three times.
    let left = from[above + channel]! + 2 * from[row + channel]! + from[below + channel]!;
    let middle = left;
    for (let x = 0, at = channel; x < width; x++, at += 3) {
      const side = x < width - 1 ? at + 3 : at;
      const right = from[above + side]! + 2 * from[row + side]! + from[below + side]!;
      const value = from[row + at]!;
      const difference = 16 * value - left - 2 * middle - right;
      to[row + at] = clamp(value * 1600 + hundredths * difference, 1600);
      left = middle;
      middle = right;
    }
  }
}

function sharpenRowAlpha({ width, height, data: from }: Raw, y: number, hundredths: number, to: Buffer): void {
  const rows = [Math.max(0, y - 1), y, y, Math.min(height - 1, y + 1)].map((row) => row * width * 4);
  for (let x = 0; x < width; x++) {
    const columns = [Math.max(0, x - 1), x, x, Math.min(width - 1, x + 1)];
    let red = 0;
    let green = 0;
    let blue = 0;
    let weight = 0;
    for (const row of rows)
      for (const column of columns) {
        const at = row + column * 4;
        const alpha = from[at + 3]!;
        red += from[at]! * alpha;
        green += from[at + 1]! * alpha;
        blue += from[at + 2]! * alpha;
        weight += alpha;
      }
    const at = rows[1]! + x * 4;
    to[at] = sharpened(from[at]!, red, weight, hundredths);
    to[at + 1] = sharpened(from[at + 1]!, green, weight, hundredths);
    to[at + 2] = sharpened(from[at + 2]!, blue, weight, hundredths);
    to[at + 3] = from[at + 3]!;
  }
}

/** `sum` is of colour times alpha, `weight` of alpha. */
function sharpened(value: number, sum: number, weight: number, hundredths: number): number {
  return weight === 0 ? value : clamp(100 * value * weight + hundredths * (value * weight - sum), 100 * weight);
}

/** numerator / denominator, rounded to the nearest and kept within a byte. */
function clamp(numerator: number, denominator: number): number {
  const value = Math.floor((numerator + denominator / 2) / denominator);
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
