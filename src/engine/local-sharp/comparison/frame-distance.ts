import type { Raw } from "../../formats/raw.js";
import { meanSsim } from "./mean-ssim.js";

/** How far two pictures of one size are apart. */
export interface FrameDistance {
  /** Mean structural similarity of the luma, 1 for equal pictures, -1 at worst. */
  readonly ssim: number;
  /** Mean of the squared differences of the three colours, 0..65025. */
  readonly meanSquare: number;
  /** Pixels that differ in a level or more. */
  readonly differing: number;
  /** The largest difference in any channel of any pixel, 0..255. */
  readonly largest: number;
  /** The same of each pixel. */
  readonly levels: Uint8Array;
  /** Of each pixel of the first picture, 0..255. */
  readonly luma: Float32Array;
}

/**
 * Compares two pictures of one size: their colours as seen on mid grey, so that what is invisible does not count, and their
 * alpha beside. Differences are whole levels, halves rounded up. Pure.
 */
export function frameDistance(a: Raw, b: Raw): FrameDistance {
  if (a.width !== b.width || a.height !== b.height) throw new TypeError("pictures of two sizes");
  const count = a.width * a.height;
  const [lumaA, lumaB] = [new Float32Array(count), new Float32Array(count)];
  const levels = new Uint8Array(count);
  let [squares, largest, differing] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [atA, atB] = [i * a.channels, i * b.channels];
    const alphaA = a.channels === 4 ? a.data[atA + 3]! : 255;
    const alphaB = b.channels === 4 ? b.data[atB + 3]! : 255;
    let most = Math.abs(alphaA - alphaB);
    for (let channel = 0; channel < 3; channel++) {
      const x = onGrey(a.data[atA + channel]!, alphaA);
      const y = onGrey(b.data[atB + channel]!, alphaB);
      const difference = Math.abs(x - y);
      squares += difference * difference;
      if (difference > most) most = difference;
      lumaA[i]! += lumaShares[channel]! * x;
      lumaB[i]! += lumaShares[channel]! * y;
    }
    const level = Math.round(most);
    levels[i] = level;
    if (level > 0) differing++;
    if (level > largest) largest = level;
  }
  const ssim = meanSsim(lumaA, lumaB, a);
  return { ssim, meanSquare: squares / (3 * count), differing, largest, levels, luma: lumaA };
}

/** Rec. 601. */
const lumaShares = [0.299, 0.587, 0.114];

function onGrey(value: number, alpha: number): number {
  return alpha === 255 ? value : 128 + ((value - 128) * alpha) / 255;
}
