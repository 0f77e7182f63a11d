import fc from "fast-check";
import type { Raw, RawAlpha } from "../../../src/engine/formats/raw.js";

/** A frame of one colour. */
export function filled<const C extends readonly [number, number, number, number?]>(
  width: number,
  height: number,
  color: C,
) {
  const channels = (color.length === 4 ? 4 : 3) as C["length"] extends 4 ? 4 : 3;
  const data = Buffer.from(Array.from({ length: width * height }, () => color as readonly number[]).flat());
  return { width, height, channels, data };
}

export function pixel({ width, channels, data }: Raw, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels)];
}

/** Frames of random pixels. */
export function anyRaw(maxSide: number): fc.Arbitrary<Raw> {
  return fc.oneof(anyRawOf(3, maxSide), anyRawOf(4, maxSide));
}

export function anyRawOf<C extends 3 | 4>(channels: C, maxSide: number): fc.Arbitrary<Raw & { readonly channels: C }> {
  const side = fc.integer({ min: 1, max: maxSide });
  return fc.tuple(side, side).chain(([width, height]) => {
    const length = width * height * channels;
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((bytes) => ({ width, height, channels, data: Buffer.from(bytes) }));
  });
}

export type { Raw, RawAlpha };
