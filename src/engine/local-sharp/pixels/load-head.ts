import type { Format } from "../../../pipeline/format.js";
import { loadHeifHead } from "./load-heif-head.js";
import type { PartialFile } from "./partial-file.js";

/**
 * Loads the parts of a file that decide what a reader of headers says of it; all of it where the format has no such parts (a
 * GIF's frames are counted by going through its codes, the directory of a TIFF and its values lie anywhere) and where the
 * file is not as its format says. Never throws for what is in the file.
 */
export function loadHead(file: PartialFile, format: Format): void {
  file.load(0, usualHead);
  try {
    if (!loaders[format](file)) file.loadAll();
  } catch (error) {
    // A field that would lie behind the end.
    if (!(error instanceof RangeError)) throw error;
    file.loadAll();
  }
}

/** Where the headers of most files end; smaller files are read at once. */
const usualHead = 65_536;

/** Segments, chunks or boxes that are followed; files have a few dozen. */
const maxParts = 100_000;

/** Each tells whether it found its way; throws RangeError where a field would lie behind the end. */
const loaders: Readonly<Record<Format, (file: PartialFile) => boolean>> = {
  jpg: loadJpeg,
  png: loadPng,
  webp: loadWebp,
  bmp: () => true,
  avif: loadHeifHead,
  heic: loadHeifHead,
  gif: () => false,
  tiff: () => false,
};

/** Every segment to the first scan. Source: ITU-T T.81 annex B. */
function loadJpeg(file: PartialFile): boolean {
  const { bytes } = file;
  let at = 2;
  for (let n = 0; n < maxParts; n++) {
    file.load(at, 4);
    if (bytes.readUInt8(at) !== 0xff) return false;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) at++;
    else {
      const length = bytes.readUInt16BE(at + 2);
      file.load(at, 2 + length);
      if (marker === startOfScan) return true;
      at += 2 + length;
    }
  }
  return false;
}

const startOfScan = 0xda;

/** Every chunk to the first one of pixels: readers of headers look no further. Source: PNG specification. */
function loadPng(file: PartialFile): boolean {
  const { bytes } = file;
  let at = 8;
  for (let n = 0; n < maxParts; n++) {
    file.load(at, 64);
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") return true;
    file.load(at, 12 + length);
    at += 12 + length;
  }
  return false;
}

/** The start of every chunk, and EXIF whole. Source: WebP container specification. */
function loadWebp(file: PartialFile): boolean {
  const { bytes } = file;
  let at = 12;
  for (let n = 0; n < maxParts && at < file.size; n++) {
    file.load(at, 64);
    const name = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (name === "EXIF") file.load(at, 8 + length);
    // A frame has chunks of its own behind 16 bytes.
    at += name === "ANMF" ? 8 + 16 : 8 + length + (length % 2);
  }
  return at >= file.size;
}
