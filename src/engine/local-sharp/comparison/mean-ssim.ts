import type { Size } from "../../../pipeline/header.js";

const windowSide = 8;
const step = 4;
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/**
 * The mean structural similarity of two planes of one size over windows of 8 x 8 px, four apart, the last ones at the far edges; of
 * a plane that is smaller, one window. 1 for equal planes. Pure. Source: Wang, Bovik, Sheikh, Simoncelli 2004.
 */
export function meanSsim(a: Float32Array, b: Float32Array, { width, height }: Size): number {
  const [across, down] = [Math.min(windowSide, width), Math.min(windowSide, height)];
  const [lefts, tops] = [windowsAlong(width), windowsAlong(height)];
  let sum = 0;
  for (const top of tops) for (const left of lefts) sum += windowSsim(a, b, { width, left, top, across, down });
  return sum / (lefts.length * tops.length);
}

/** Where the windows begin, so that every pixel is in one. */
function windowsAlong(length: number): readonly number[] {
  const last = Math.max(0, length - windowSide);
  return [...Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step), last];
}

interface Window {
  /** Of the plane. */
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
