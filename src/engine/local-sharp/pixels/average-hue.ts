import type sharp from "sharp";
import { openImage } from "./open-image.js";
import { decoded } from "./picture.js";
import { readHeader } from "./read-header.js";

/**
 * The answer of `image/average-hue`: the mean colour, each pixel weighted by its alpha; black when nothing can be seen.
 * Large opaque pictures are shrunk first, which moves the mean by less than 1/10 of a step. Source: specification §18.
 */
export async function averageHue(create: typeof sharp, bytes: Buffer): Promise<string> {
  const header = await readHeader(create, bytes);
  const image = await openImage(create, bytes, { animated: false });
  // Shrinking rounds translucent colours more than the answer may be off.
  const shrinks = !header.alpha && header.width * header.height > sampleSide * sampleSide;
  const size = shrinks ? { width: sampleSide, height: sampleSide } : header;
  const pending = shrinks ? image.resize(size.width, size.height, { fit: "fill" }) : image;
  const { data, channels } = await decoded({ pending, size, encoded: true });
  return JSON.stringify({ RGB: `0x${mean(data, channels)}` }).replace(":", ": ");
}

const sampleSide = 64;

function mean(data: Buffer, channels: 3 | 4): string {
  const sum = [0, 0, 0];
  let weight = 0;
  for (let i = 0; i < data.length; i += channels) {
    const alpha = channels === 4 ? data[i + 3]! : 255;
    for (let c = 0; c < 3; c++) sum[c]! += data[i + c]! * alpha;
    weight += alpha;
  }
  return sum
    .map((value) =>
      Math.round(value / (weight || 1))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("");
}
