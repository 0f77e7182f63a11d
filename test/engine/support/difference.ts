import type { Raw } from "../../../src/engine/formats/raw.js";

/** How far two pictures are apart, colours premultiplied by alpha: under alpha 0 a colour is nothing that can be seen. */
export interface Difference {
  /** Largest difference of a channel, 0..255. */
  readonly max: number;
  /** Peak signal to noise in dB; Infinity for equal pictures. */
  readonly psnr: number;
}

export function difference(one: Raw, other: Raw): Difference {
  if (one.width !== other.width || one.height !== other.height)
    throw new Error(`sizes differ: ${one.width}x${one.height}, ${other.width}x${other.height}`);
  const count = one.width * one.height * 4;
  let max = 0;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const distance = Math.abs(premultiplied(one, i) - premultiplied(other, i));
    if (distance > max) max = distance;
    sum += distance * distance;
  }
  return { max, psnr: sum === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(255 ** 2 / (sum / count)) };
}

/** The i-th of the picture's channels as if it were RGBA. */
function premultiplied({ data, channels }: Raw, i: number): number {
  const pixel = (i >> 2) * channels;
  const channel = i & 3;
  const alpha = channels === 4 ? data[pixel + 3]! : 255;
  return channel === 3 ? alpha : (data[pixel + channel]! * alpha) / 255;
}
