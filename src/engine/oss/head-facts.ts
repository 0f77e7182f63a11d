import { assertNever } from "../../base/assert-never.js";
import type { Format, Header } from "../../pipeline/index.js";
import { bmpHeader } from "../formats/bmp.js";
import { estimateJpegQuality } from "../formats/jpeg-quality.js";

/** So much of a file is enough, but for a JPG with large metadata before its tables. */
export const headBytes = 64 * 1024;

/**
 * What the first bytes of a file tell of it beside its size. Where they leave it open whether pixels can be transparent, they
 * can: taking an opaque picture for a transparent one costs a little time, the other way round it would show. Never throws.
 * Sources: PNG specification §11; RFC 9649 (WebP); GIF89a §23; ISO/IEC 23008-12 (auxiliary images).
 */
export function headFacts(format: Format, head: Uint8Array): Pick<Header, "alpha" | "quality"> {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  switch (format) {
    case "jpg": {
      const quality = estimateJpegQuality(bytes);
      return { alpha: false, ...(quality !== undefined && { quality }) };
    }
    case "png":
      return { alpha: pngAlpha(bytes) };
    case "webp":
      return { alpha: webpAlpha(bytes) };
    case "gif":
      return { alpha: gifAlpha(bytes) };
    case "bmp":
      return { alpha: bmpAlpha(bytes) };
    case "avif":
    case "heic":
      return { alpha: /:auxiliary:alpha|hevc:2015:auxid:1/.test(bytes.toString("latin1")) };
    case "tiff":
      // Its directory may lie anywhere in the file.
      return { alpha: true };
    default:
      return assertNever(format);
  }
}

/** A colour type with alpha, or a list of transparent colours before the pixels. */
function pngAlpha(bytes: Buffer): boolean {
  if (bytes.length < 26) return true;
  if ((bytes[25]! & 4) !== 0) return true;
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const chunk = bytes.toString("latin1", at + 4, at + 8);
    if (chunk === "tRNS") return true;
    if (chunk === "IDAT") return false;
  }
  return true;
}

function webpAlpha(bytes: Buffer): boolean {
  if (bytes.length < 25) return true;
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ":
      return false;
    case "VP8L":
      return (bytes[24]! & 0x10) !== 0;
    default:
      return (bytes[20]! & 0x10) !== 0;
  }
}

/** A graphic control extension that names a transparent colour; without one in the bytes at hand it depends on their end. */
function gifAlpha(bytes: Buffer): boolean {
  const palette = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  let at = 13 + palette(bytes[10] ?? 0);
  while (at + 10 < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x21 && bytes[at + 1] === 0xf9 && (bytes[at + 3]! & 1) === 1) return true;
    if (kind === 0x21) at += 2;
    else if (kind === 0x2c) at += 11 + palette(bytes[at + 9]!);
    else return kind !== 0x3b;
    while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!;
    at += 1;
  }
  return bytes[at] !== 0x3b;
}

function bmpAlpha(bytes: Buffer): boolean {
  try {
    return bmpHeader(bytes).alpha;
  } catch {
    return true;
  }
}
