import type { PixelComparison } from "../ports.js";

/** How much two pictures may differ and still pass for the same. */
export interface Tolerance {
  /** -1..1 */
  readonly minSsim: number;
  /** Levels, 0..255. */
  readonly maxLargest: number;
  /** Share of the pixels, 0..1. */
  readonly maxDiffering: number;
}

/** What counts as alike where nobody says: other kernels and encoders may have been at work. */
export const usualTolerance: Tolerance = { minSsim: 0.95, maxLargest: 255, maxDiffering: 1 };

/** `size-differs` and `frames-differ` say that no likeness of pixels makes them the same. */
export type Verdict = "identical" | "within" | "different" | "size-differs" | "frames-differ";

/** Whether what two images show passes for the same. Pure. */
export function judgeComparison(
  { a, b, ssim, largest, differing }: PixelComparison,
  { minSsim, maxLargest, maxDiffering }: Tolerance,
): Verdict {
  if (a.width !== b.width || a.height !== b.height) return "size-differs";
  if (a.frames !== b.frames) return "frames-differ";
  if (differing === 0) return "identical";
  return ssim >= minSsim && largest <= maxLargest && differing <= maxDiffering ? "within" : "different";
}
