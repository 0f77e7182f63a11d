import type { Sharp } from "sharp";
import type { Size } from "../../../pipeline/header.js";
import type { Raw } from "../../formats/raw.js";
import { readFailure } from "./open-image.js";

/** Decoded pixels, or a sharp instance whose work is not run yet and may still join the encoder's. */
export type Picture = { readonly raw: Raw } | Pending;

export interface Pending {
  readonly pending: Sharp;
  /** What its work leaves. */
  readonly size: Size;
  /** It reads an image file, so that an error is the file's. */
  readonly encoded: boolean;
}

/** The picture's pixels as 8-bit sRGB. Throws ImageDamage and ImageTooLarge where they are read from a file. */
export async function decoded(picture: Picture): Promise<Raw> {
  if ("raw" in picture) return picture.raw;
  const { pending, size } = picture;
  const { width, height } = size;
  const reading = pending.toColourspace("srgb").raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  const { data, info } = await reading.catch((error) => {
    throw pendingFailure(picture, error);
  });
  const { channels } = info;
  // sharp's report of the size is wrong after some combinations; the number of bytes is not.
  if ((channels !== 3 && channels !== 4) || data.length !== width * height * channels)
    throw new Error(`expected ${width}x${height} pixels, got ${data.length} bytes in ${channels} channels`);
  return { width, height, channels, data };
}

/** The failure behind an error of the instance's work. */
export function pendingFailure({ encoded }: Pending, error: unknown): unknown {
  return encoded ? readFailure(error) : error;
}
