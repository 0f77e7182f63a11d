import type { Header, Size } from "../../../pipeline/header.js";
import { hasFineDetail } from "./fine-detail.js";
import type { Exactness, ReadShrink } from "./pass.js";

/**
 * Chooses how to read a source that is scaled at once. A decoder shrinks by 2, 4 or 8 and drops the rows and columns that
 * do not fill a block: the picture drifts, up to a pixel at its far edge. `balanced` shrinks where nothing drifts, or where
 * a large photograph has no detail that would show it: 41 dB and better against the scaled whole. `fast` always does.
 */
export function readShrink(source: Pick<Header, "format"> & Size, target: Size, exactness: Exactness): ReadShrink {
  if (exactness === "fast") return "least";
  // WebP is decoded whole in any case; what its decoder's own scaling saves costs 8 dB.
  if (exactness === "exact" || source.format !== "jpg") return "whole";
  const factor = Math.min(source.width / target.width, source.height / target.height);
  const least = blockSide(factor, 1);
  const half = blockSide(factor, 2);
  const fine = hasFineDetail(source);
  if (drift(source, target, least) === 0 && (!fine || factor / least >= 2)) return "least";
  const drifted = drift(source, target, half);
  return drifted <= 0.02 || (!fine && half <= 4 && drifted <= 0.25) ? "half" : "whole";
}

/** The side of the blocks that become one pixel, as sharp chooses it; `rest` is the least factor left to the resampler. */
function blockSide(factor: number, rest: 1 | 2): 1 | 2 | 4 | 8 {
  const side = factor >= 8 * rest ? 8 : factor >= 4 * rest ? 4 : factor >= 2 * rest ? 2 : 1;
  return side > 1 && Math.floor(factor) === side ? ((side / 2) as 1 | 2 | 4) : side;
}

/** How far the far edge is off, in px of the result. */
function drift(source: Size, target: Size, side: number): number {
  const across = ((source.width % side) / source.width) * target.width;
  const down = ((source.height % side) / source.height) * target.height;
  return Math.max(across, down);
}
