import type sharp from "sharp";
import type { PixelComparison } from "../../../service/ports.js";
import type { Raw } from "../../formats/raw.js";
import { type FrameDistance, frameDistance } from "../comparison/frame-distance.js";
import { heatMap } from "../comparison/heat-map.js";
import { openImage, openRaw } from "./open-image.js";
import { decoded } from "./picture.js";
import { readHeader } from "./read-header.js";

/**
 * Compares what two image files show, frame by frame as far as both go; where their sizes differ, the second one's frames are
 * brought to the first one's. `heatMapSide` is the longest side of the map in px, 0 for none. Throws what reading a damaged
 * file throws.
 */
export async function compareImages(
  create: typeof sharp,
  [first, second]: readonly [Buffer, Buffer],
  heatMapSide: number,
): Promise<PixelComparison> {
  const [a, b] = [await readFrames(create, first), await readFrames(create, second)];
  const size = { width: a.width, height: a.height };
  const frames = Math.min(a.frames, b.frames);
  const distances: FrameDistance[] = [];
  const levels = new Uint8Array(size.width * size.height);
  for (let at = 0; at < frames; at++) {
    const distance = frameDistance(a.frame(at), await broughtTo(create, b.frame(at), a));
    for (let i = 0; i < levels.length; i++) if (distance.levels[i]! > levels[i]!) levels[i] = distance.levels[i]!;
    // Of a long animation only the numbers are kept.
    distances.push(at === 0 ? distance : { ...distance, levels, luma: noPixels });
  }
  const differing = meanOf(distances.map((each) => each.differing)) / levels.length;
  const meanSquare = meanOf(distances.map((each) => each.meanSquare));
  const map = heatMapSide > 0 && heatMap({ levels, luma: distances[0]!.luma }, size, heatMapSide);
  return {
    a: factsOf(a),
    b: factsOf(b),
    frames,
    // Pixels that are nearly transparent may differ by less than a level: then there is nothing to be seen.
    ...(differing > 0 && meanSquare > 0 && { psnr: 10 * Math.log10(255 ** 2 / meanSquare) }),
    ssim: meanOf(distances.map(({ ssim }) => ssim)),
    largest: Math.max(...distances.map(({ largest }) => largest)),
    differing,
    ...(map && { heatMap: await openRaw(create, map).png().toBuffer() }),
  };
}

interface Frames {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  frame(index: number): Raw;
}

async function readFrames(create: typeof sharp, bytes: Buffer): Promise<Frames> {
  const { frames, orientation, ...stored } = await readHeader(create, bytes);
  const opened = await openImage(create, bytes, { animated: frames > 1 });
  // As it is shown; what an engine of somebody else's made may lie.
  const pending = orientation > 1 && frames === 1 ? opened.autoOrient() : opened;
  const lies = orientation >= 5 && frames === 1;
  const { width, height } = lies ? { width: stored.height, height: stored.width } : stored;
  const { channels, data } = await decoded({ pending, size: { width, height: height * frames }, encoded: true });
  const length = width * height * channels;
  const frame = (index: number): Raw => ({
    width,
    height,
    channels,
    data: data.subarray(index * length, (index + 1) * length),
  });
  return { width, height, frames, frame };
}

function broughtTo(create: typeof sharp, frame: Raw, { width, height }: Frames): Promise<Raw> | Raw {
  if (frame.width === width && frame.height === height) return frame;
  const pending = openRaw(create, frame).resize({ width, height, fit: "fill" });
  return decoded({ pending, size: { width, height }, encoded: false });
}

const noPixels = new Float32Array(0);

function factsOf({ width, height, frames }: Frames): PixelComparison["a"] {
  return { width, height, frames };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
