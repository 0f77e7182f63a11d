import { type ExifDirectory, type ExifShape, exifTag } from "./exif-tags.js";
import { tiffTypeBytes, tiffTypes } from "./tiff-directory.js";

/**
 * The tags of an EXIF block by name, as the info document shows them: rationals as `a/b`, several numbers joined by blanks,
 * text trimmed. The block is a TIFF structure, with or without `Exif\0\0` before it. A tag that lies outside the block, has
 * an impossible type, is empty or is too long is left out, so damage costs only the tags that it hit; never throws. The
 * first directory wins over the thumbnail's. At most five directories and 512 tags are read, none twice.
 * Sources: EXIF 2.32 (CIPA DC-008), TIFF 6.0; specification of image processing §17.
 */
export function readExif(block: Uint8Array): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const tiff = openTiff(block);
  if (!tiff) return found;
  const seen = new Set<number>();
  let tagsLeft = 512;

  /** Reads a directory and those it points to; tells where the next one is. */
  const walk = (directory: ExifDirectory, at: number): number | undefined => {
    if (seen.has(at) || seen.size === 5 || at < 8 || at + 2 > tiff.byteLength) return undefined;
    seen.add(at);
    const announced = tiff.getUint16(at);
    for (let n = 0; n < announced && tagsLeft > 0; n++, tagsLeft--) {
      const field = readField(tiff, at + 2 + n * fieldBytes);
      if (!field) continue;
      const tag = exifTag(directory, field.number);
      const text = tag && show(field, tag.shape);
      if (text && !found.has(tag.name)) found.set(tag.name, text);
      const below = pointers[directory]?.[field.number];
      if (below) walk(below, numbers(field)[0] ?? 0);
    }
    const end = at + 2 + announced * fieldBytes;
    return end + 4 <= tiff.byteLength ? tiff.getUint32(end) : undefined;
  };

  const thumbnail = walk("image", tiff.getUint32(4));
  if (thumbnail) walk("image", thumbnail);
  return found;
}

/** Tags whose value is the place of another directory. */
const pointers: Readonly<Partial<Record<ExifDirectory, Readonly<Record<number, ExifDirectory>>>>> = {
  image: { 34665: "photo", 34853: "gps" },
  photo: { 40965: "interoperability" },
};

/** The block read in its own byte order; offsets count from the byte order mark. */
type Tiff = ReturnType<typeof tiffView>;

function openTiff(block: Uint8Array): Tiff | undefined {
  const prefixed = latin1(block.subarray(0, 6)) === "Exif\0\0";
  const bytes = prefixed ? block.subarray(6) : block;
  const order = latin1(bytes.subarray(0, 2));
  if (bytes.length < 8 || (order !== "II" && order !== "MM")) return undefined;
  const tiff = tiffView(bytes, order === "II");
  return tiff.getUint16(2) === 42 ? tiff : undefined;
}

function tiffView(bytes: Uint8Array, little: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    little,
    byteLength: bytes.length,
    getUint16: (at: number) => view.getUint16(at, little),
    getUint32: (at: number) => view.getUint32(at, little),
    part: (at: number, length: number) => new DataView(bytes.buffer, bytes.byteOffset + at, length),
  };
}

const fieldBytes = 12;

/** The longest value that is shown, and so the most that one tag can cost. */
const maxValueBytes = 4096;
const maxNumbers = 64;

interface Field {
  readonly number: number;
  readonly type: number;
  readonly little: boolean;
  /** The value's own bytes: all of them, and within the block. */
  readonly value: DataView;
}

function readField(tiff: Tiff, at: number): Field | undefined {
  if (at + fieldBytes > tiff.byteLength) return undefined;
  const type = tiff.getUint16(at + 2);
  const length = tiff.getUint32(at + 4) * (tiffTypeBytes[type] ?? 0);
  const valueAt = length <= 4 ? at + 8 : tiff.getUint32(at + 8);
  if (length === 0 || length > maxValueBytes || valueAt + length > tiff.byteLength) return undefined;
  return { number: tiff.getUint16(at), type, little: tiff.little, value: tiff.part(valueAt, length) };
}

function show(field: Field, shape: ExifShape): string {
  const bytes = Buffer.from(field.value.buffer, field.value.byteOffset, field.value.byteLength);
  switch (shape) {
    case "plain":
      return field.type === tiffTypes.ascii ? text(bytes) : plainNumbers(field);
    case "text":
      return text(bytes);
    case "comment":
      return comment(bytes, field.little);
    case "utf16":
      return utf16(bytes, true);
    case "compass":
      return compass.get(text(bytes)) ?? text(bytes);
  }
}

const compass: ReadonlyMap<string, string> = new Map([
  ["N", "North"],
  ["S", "South"],
  ["E", "East"],
  ["W", "West"],
]);

/** Up to the first NUL; EXIF says ASCII, cameras write UTF-8 and Latin-1. */
function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  const written = end < 0 ? bytes : bytes.subarray(0, end);
  const utf8 = written.toString("utf8");
  return (utf8.includes("\uFFFD") ? written.toString("latin1") : utf8).trim();
}

function comment(bytes: Buffer, little: boolean): string {
  const charset = text(bytes.subarray(0, 8));
  const rest = bytes.subarray(8);
  if (charset === "UNICODE") return utf16(rest, little);
  return charset === "ASCII" || charset === "" ? text(rest) : "";
}

function utf16(bytes: Buffer, little: boolean): string {
  const whole = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  const decoded = (little ? whole : whole.swap16()).toString("utf16le");
  return decoded.split("\0", 1)[0]!.trim();
}

function plainNumbers(field: Field): string {
  const values = numbers(field);
  const rational = field.type === 5 || field.type === 10;
  if (!rational) return values.join(" ");
  return values.flatMap((value, i) => (i % 2 === 0 ? [`${value}/${values[i + 1]}`] : [])).join(" ");
}

/** The numbers of a field, a rational as two; none when there are too many to be shown. */
function numbers({ type, little, value }: Field): number[] {
  const read = readers[type];
  if (!read) return [];
  const step = type === 5 || type === 10 ? 4 : tiffTypeBytes[type]!;
  const count = value.byteLength / step;
  return count > maxNumbers ? [] : Array.from({ length: count }, (_, i) => read(value, i * step, little));
}

const readers: Readonly<Record<number, (view: DataView, at: number, little: boolean) => number>> = {
  1: (view, at) => view.getUint8(at),
  3: (view, at, little) => view.getUint16(at, little),
  4: (view, at, little) => view.getUint32(at, little),
  5: (view, at, little) => view.getUint32(at, little),
  6: (view, at) => view.getInt8(at),
  7: (view, at) => view.getUint8(at),
  8: (view, at, little) => view.getInt16(at, little),
  9: (view, at, little) => view.getInt32(at, little),
  10: (view, at, little) => view.getInt32(at, little),
  11: (view, at, little) => view.getFloat32(at, little),
  12: (view, at, little) => view.getFloat64(at, little),
  13: (view, at, little) => view.getUint32(at, little),
};

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
