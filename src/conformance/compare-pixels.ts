import type { Pixels } from "./side.js";

export interface PixelDistance {
  /** Mean structural similarity of the luma, 1 for equal pictures. Source: Wang, Bovik, Sheikh, Simoncelli 2004. */
  readonly ssim: number;
  /** Largest difference in any channel of any pixel, 0..255. */
  readonly largest: number;
}

/** How far two pictures of one size are apart, seen on mid grey, so that what is invisible does not count. Pure. */
export function comparePixels(a: Pixels, b: Pixels): PixelDistance {
  if (a.width !== b.width || a.height !== b.height) throw new TypeError("pictures of two sizes");
  const count = a.width * a.height;
  const [lumaA, lumaB] = [new Float32Array(count), new Float32Array(count)];
  let largest = 0;
  for (let i = 0; i < count; i++) {
    for (let channel = 0; channel < 3; channel++) {
      const [x, y] = [onGrey(a, i, channel), onGrey(b, i, channel)];
      largest = Math.max(largest, Math.abs(x - y));
      lumaA[i]! += lumaShares[channel]! * x;
      lumaB[i]! += lumaShares[channel]! * y;
    }
    largest = Math.max(largest, Math.abs(alphaOf(a, i) - alphaOf(b, i)));
  }
  return { ssim: meanSsim(lumaA, lumaB, a.width, a.height), largest: Math.round(largest) };
}

/** Rec. 601. */
const lumaShares = [0.299, 0.587, 0.114];

function alphaOf({ channels, data }: Pixels, pixel: number): number {
  return channels === 4 ? data[pixel * 4 + 3]! : 255;
}

function onGrey(image: Pixels, pixel: number, channel: number): number {
  const alpha = alphaOf(image, pixel) / 255;
  return image.data[pixel * image.channels + channel]! * alpha + 128 * (1 - alpha);
}

const windowSide = 8;
const step = 4;
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/** The mean over windows of 8 x 8 px, four apart; of a picture that is smaller, one window. */
function meanSsim(a: Float32Array, b: Float32Array, width: number, height: number): number {
  const [across, down] = [Math.min(windowSide, width), Math.min(windowSide, height)];
  let [sum, windows] = [0, 0];
  for (let top = 0; top + down <= height; top += step)
    for (let left = 0; left + across <= width; left += step) {
      sum += windowSsim(a, b, { width, left, top, across, down });
      windows += 1;
    }
  return sum / windows;
}

interface Window {
  /** Of the picture. */
  readonly width: number;
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
}

function windowSsim(a: Float32Array, b: Float32Array, { width, left, top, across, down }: Window): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + down; y++)
    for (let x = left; x < left + across; x++) {
      const [p, q] = [a[y * width + x]!, b[y * width + x]!];
      sumA += p;
      sumB += q;
      squaresA += p * p;
      squaresB += q * q;
      products += p * q;
    }
  const count = across * down;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const varianceA = squaresA / count - meanA ** 2;
  const varianceB = squaresB / count - meanB ** 2;
  const covariance = products / count - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) / ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2))
  );
}
