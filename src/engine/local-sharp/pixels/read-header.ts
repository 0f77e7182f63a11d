import type sharp from "sharp";
import type { Metadata } from "sharp";
import { type Format, formatFacts } from "../../../pipeline/format.js";
import type { Header, Orientation } from "../../../pipeline/header.js";
import { bmpHeader } from "../../formats/bmp.js";
import { readExif } from "../../formats/exif.js";
import { estimateJpegQuality } from "../../formats/jpeg-quality.js";
import { formatOf, readFailure, refuseUnreadTiff } from "./open-image.js";

/**
 * What the bytes say of themselves; no pixel is decoded, so a picture of any size is answered at once. Throws BadRequest
 * (no supported image), ImageDamage.
 */
export async function readHeader(create: typeof sharp, bytes: Buffer): Promise<Header> {
  const format = formatOf(bytes);
  const byteSize = bytes.length;
  if (format === "bmp") return { format, byteSize, orientation: 1, frames: 1, ...bmpHeader(bytes), exif: {} };
  const metadata = await readMetadata(create, bytes, format);
  const quality = format === "jpg" ? estimateJpegQuality(bytes) : undefined;
  return {
    format,
    byteSize,
    width: metadata.width,
    height: metadata.height,
    orientation: orientation(metadata.orientation),
    frames: formatFacts[format].animation ? (metadata.pages ?? 1) : 1,
    alpha: metadata.hasAlpha,
    ...(quality !== undefined && { quality }),
    exif: metadata.exif ? Object.fromEntries(readExif(metadata.exif)) : {},
  };
}

async function readMetadata(create: typeof sharp, bytes: Buffer, format: Format): Promise<Metadata> {
  try {
    // The limit on pixels is for decoding; here the size is the answer, and planning refuses it by name.
    return await create(bytes, { pages: 1, limitInputPixels: false }).metadata();
  } catch (error) {
    // Of some kinds the library cannot even read the header.
    if (format === "tiff") refuseUnreadTiff(bytes, error);
    throw readFailure(error, format);
  }
}

/** Writers leave other numbers in the tag than the eight that mean something. */
function orientation(tag: number | undefined): Orientation {
  return tag !== undefined && Number.isInteger(tag) && tag >= 1 && tag <= 8 ? (tag as Orientation) : 1;
}
