import { Failure } from "../../base/failure.js";
import { limits } from "../../pipeline/limits.js";
import { type BmpLayout, type BmpMasks, type BmpPacking, damaged, parseBmpLayout } from "./bmp-layout.js";
import { unpackRuns } from "./bmp-runs.js";
import type { Raw } from "./raw.js";

/** What a BMP says of itself; the first 138 bytes are enough. Throws as `parseBmpLayout`. */
export function bmpHeader(bytes: Uint8Array): { width: number; height: number; alpha: boolean } {
  const { width, height, packing } = parseBmpLayout(bytes);
  return { width, height, alpha: packing.kind === "masks" && packing.masks.alpha !== 0 };
}

/**
 * Decodes a whole BMP; four channels when it declares an alpha mask. Throws as `parseBmpLayout`, and ImageDamage when the file
 * is too short for its pixels or names a colour that is not in its palette. Without run lengths that is known before anything
 * is allocated, so the result never takes more than 24 times the file; with them a small file can be a large picture, of 250 megapixels at most (ImageTooLarge).
 */
export function decodeBmp(bytes: Uint8Array): Raw {
  const layout = parseBmpLayout(bytes);
  const { width, height, topDown, pixelsAt, rowBytes, usedRowBytes, packing } = layout;
  if (layout.runs && packing.kind === "palette") return decodeRuns(bytes, layout, packing);
  // Some writers leave out the padding of the last row.
  if (pixelsAt + rowBytes * (height - 1) + usedRowBytes > bytes.length)
    throw damaged("the file ends before its last pixel");
  const channels = packing.kind === "masks" && packing.masks.alpha !== 0 ? 4 : 3;
  const unpackRow = rowUnpacker(bytes, packing, width);
  const data = Buffer.allocUnsafe(width * height * channels);
  for (let y = 0; y < height; y++)
    unpackRow(data, y * width * channels, pixelsAt + (topDown ? y : height - 1 - y) * rowBytes);
  return { width, height, channels, data };
}

function decodeRuns(
  bytes: Uint8Array,
  { width, height, topDown, pixelsAt }: BmpLayout,
  { bits, paletteAt, entries, entryBytes }: Extract<BmpPacking, { readonly kind: "palette" }>,
): Raw {
  // A few bytes can announce any size.
  if (width * height > limits.sourcePixels)
    throw new Failure(
      "ImageTooLarge",
      { what: "the source", got: `${width}x${height}`, limit: `${limits.sourcePixels} px in all` },
      { ec: "0040-00000012" },
    );
  const numbers = unpackRuns(bytes, pixelsAt, { width, height, bits: bits === 4 ? 4 : 8 });
  const palette = bytes.subarray(paletteAt, paletteAt + entries * entryBytes);
  const unpackRow = unpackPalette(numbers, 8, palette, entryBytes, width);
  const data = Buffer.allocUnsafe(width * height * 3);
  for (let y = 0; y < height; y++) unpackRow(data, y * width * 3, (topDown ? y : height - 1 - y) * width);
  return { width, height, channels: 3, data };
}

/**
 * The pixels as a BMP file: 24 bits a pixel, or 32 with a version 4 header and an alpha mask when any pixel is not opaque.
 * Source: specification of image processing §4, alpha to BMP.
 */
export function encodeBmp(raw: Raw): Buffer {
  const { width, height, channels, data } = raw;
  const alpha = channels === 4 && !isOpaque(data);
  const headerBytes = alpha ? 108 : 40;
  const pixelBytes = alpha ? 4 : 3;
  const rowBytes = Math.ceil((width * pixelBytes) / 4) * 4;
  const pixelsAt = 14 + headerBytes;
  const file = Buffer.alloc(pixelsAt + rowBytes * height);

  file.write("BM", "latin1");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(pixelsAt, 10);
  file.writeUInt32LE(headerBytes, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(pixelBytes * 8, 28);
  file.writeUInt32LE(alpha ? 3 : 0, 30);
  file.writeUInt32LE(rowBytes * height, 34);
  // 72 dpi, in px a metre.
  file.writeInt32LE(2835, 38);
  file.writeInt32LE(2835, 42);
  if (alpha) {
    for (const [i, mask] of [0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000].entries())
      file.writeUInt32LE(mask, 54 + i * 4);
    // LCS_sRGB; its letters are stored backwards.
    file.write("BGRs", 70, "latin1");
  }

  for (let y = 0, i = 0; y < height; y++) {
    let o = pixelsAt + (height - 1 - y) * rowBytes;
    for (let x = 0; x < width; x++, i += channels, o += pixelBytes) {
      file[o] = data[i + 2]!;
      file[o + 1] = data[i + 1]!;
      file[o + 2] = data[i]!;
      if (alpha) file[o + 3] = data[i + 3]!;
    }
  }
  return file;
}

/** Writes one row of pixels to `to` at `toAt`, read from the file at `fromAt`. */
type UnpackRow = (to: Buffer, toAt: number, fromAt: number) => void;

function rowUnpacker(bytes: Uint8Array, packing: BmpPacking, width: number): UnpackRow {
  switch (packing.kind) {
    case "bgr":
      return unpackBgr(bytes, width);
    case "masks":
      return unpackMasks(bytes, packing.bytes, packing.masks, width);
    case "palette": {
      const { bits, paletteAt, entries, entryBytes } = packing;
      return unpackPalette(bytes, bits, bytes.subarray(paletteAt, paletteAt + entries * entryBytes), entryBytes, width);
    }
  }
}

function unpackBgr(bytes: Uint8Array, width: number): UnpackRow {
  return (to, toAt, fromAt) => {
    for (let n = 0, o = toAt, i = fromAt; n < width; n++, o += 3, i += 3) {
      to[o] = bytes[i + 2]!;
      to[o + 1] = bytes[i + 1]!;
      to[o + 2] = bytes[i]!;
    }
  };
}

function unpackPalette(
  bytes: Uint8Array,
  bits: number,
  palette: Uint8Array,
  entryBytes: number,
  width: number,
): UnpackRow {
  const entries = palette.length / entryBytes;
  const perByte = 8 / bits;
  const last = 2 ** bits - 1;
  return (to, toAt, fromAt) => {
    for (let x = 0, o = toAt; x < width; x++, o += 3) {
      // The first pixel of a byte is in its highest bits.
      const index = (bytes[fromAt + Math.floor(x / perByte)]! >> (8 - bits - (x % perByte) * bits)) & last;
      if (index >= entries) throw damaged(`a pixel of colour ${index}, the palette has ${entries}`);
      to[o] = palette[index * entryBytes + 2]!;
      to[o + 1] = palette[index * entryBytes + 1]!;
      to[o + 2] = palette[index * entryBytes]!;
    }
  };
}

function unpackMasks(bytes: Uint8Array, size: 2 | 4, masks: BmpMasks, width: number): UnpackRow {
  const red = channelOf(masks.red);
  const green = channelOf(masks.green);
  const blue = channelOf(masks.blue);
  const alpha = masks.alpha === 0 ? undefined : channelOf(masks.alpha);
  return (to, toAt, fromAt) => {
    for (let n = 0, o = toAt, i = fromAt; n < width; n++, i += size) {
      const low = bytes[i]! | (bytes[i + 1]! << 8);
      const pixel = size === 2 ? low : low | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
      to[o++] = ((pixel & red.mask) >>> red.shift) * red.scale + 0.5;
      to[o++] = ((pixel & green.mask) >>> green.shift) * green.scale + 0.5;
      to[o++] = ((pixel & blue.mask) >>> blue.shift) * blue.scale + 0.5;
      if (alpha) to[o++] = ((pixel & alpha.mask) >>> alpha.shift) * alpha.scale + 0.5;
    }
  };
}

/** How to take a channel out of a pixel and stretch it to 0..255. */
function channelOf(mask: number): { mask: number; shift: number; scale: number } {
  if (mask === 0) return { mask, shift: 0, scale: 0 };
  const shift = 31 - Math.clz32(mask & -mask);
  return { mask, shift, scale: 255 / (mask >>> shift) };
}

function isOpaque(data: Buffer): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}
