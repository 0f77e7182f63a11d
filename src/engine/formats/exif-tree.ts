import { numbersField, type TiffField, tiffDirectory, tiffHead, tiffTypeBytes } from "./tiff-directory.js";

/** The directories of an EXIF block, as they can be written into any file. */
export interface ExifTree {
  /** What is told of the picture as a whole; nothing of how its pixels are stored. */
  readonly image: readonly TiffField[];
  readonly photo: readonly TiffField[];
  readonly gps: readonly TiffField[];
  readonly interoperability: readonly TiffField[];
}

/**
 * Reads a TIFF structure, be it a whole TIFF file, without a thumbnail and without the orientation. What lies outside of the block,
 * or is of an unknown type, is left out; never throws. Places within maker notes are not followed. Sources: EXIF 2.32, TIFF 6.0.
 */
export function readExifTree(block: Uint8Array): ExifTree {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const order = bytes.toString("latin1", 0, 4);
  if (bytes.length < 8 || (order !== "II*\0" && order !== "MM\0*")) return noTree;
  const little = order === "II*\0";
  const image = readFields(bytes, little ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4), little);
  const photo = readFields(bytes, pointerIn(image, photoPointer), little);
  return {
    image: image.filter(({ tag }) => toldOfPictures.has(tag)),
    photo: photo.filter(({ tag }) => tag !== interoperabilityPointer),
    gps: readFields(bytes, pointerIn(image, gpsPointer), little),
    interoperability: readFields(bytes, pointerIn(photo, interoperabilityPointer), little),
  };
}

/**
 * The directories as they stand from the even place `at` of a little-endian file on; `first` is the place of that of the picture,
 * which also gets `others`: these win over fields of the same number.
 */
export function writeExifTree(
  { image, photo, gps, interoperability }: ExifTree,
  at: number,
  others: readonly TiffField[] = [],
): { readonly bytes: Buffer; readonly first: number } {
  const written: Buffer[] = [];
  let end = at;
  const write = (fields: readonly TiffField[]) => {
    const directory = tiffDirectory(fields, end);
    const place = end;
    written.push(directory);
    end += directory.length;
    return place;
  };
  /** The field that points to the directory; none where that is empty. */
  const below = (tag: number, fields: readonly TiffField[]) =>
    fields.length === 0 ? [] : [numbersField(tag, "long", [write(fields)])];
  const photoFields = [...photo, ...below(interoperabilityPointer, interoperability)];
  const pointers = [...below(photoPointer, photoFields), ...below(gpsPointer, gps)];
  const taken = new Set(others.map(({ tag }) => tag));
  const first = write([...others, ...image.filter(({ tag }) => !taken.has(tag)), ...pointers]);
  return { bytes: Buffer.concat(written), first };
}

/** The tree as a block of its own; `undefined` where it is empty. */
export function printExifTree(tree: ExifTree): Buffer | undefined {
  if (Object.values(tree).every((fields) => fields.length === 0)) return undefined;
  const { bytes, first } = writeExifTree(tree, 8);
  return Buffer.concat([tiffHead(first), bytes]);
}

const noTree: ExifTree = { image: [], photo: [], gps: [], interoperability: [] };

const photoPointer = 34665;
const gpsPointer = 34853;
const interoperabilityPointer = 40965;

/**
 * Description, make, model, software, date, artist, computer, rating, copyright, and the texts that Windows adds: the tags of a
 * first directory that say the same of another file with this picture.
 */
const toldOfPictures: ReadonlySet<number> = new Set([
  270, 271, 272, 305, 306, 315, 316, 18246, 18249, 33432, 40091, 40092, 40093, 40094, 40095,
]);

/** A block has a few dozen fields a directory, none longer than a segment of a JPEG. */
const maxFields = 512;
const maxValueBytes = 65_535;

function readFields(bytes: Buffer, at: number | undefined, little: boolean): readonly TiffField[] {
  if (at === undefined || at < 8 || at + 2 > bytes.length) return [];
  const short = (from: number) => (little ? bytes.readUInt16LE(from) : bytes.readUInt16BE(from));
  const long = (from: number) => (little ? bytes.readUInt32LE(from) : bytes.readUInt32BE(from));
  const fields = new Map<number, TiffField>();
  for (let n = 0; n < Math.min(short(at), maxFields); n++) {
    const entry = at + 2 + n * 12;
    if (entry + 12 > bytes.length) break;
    const [tag, type, count] = [short(entry), short(entry + 2), long(entry + 4)];
    const length = count * (tiffTypeBytes[type] ?? 0);
    const from = length <= 4 ? entry + 8 : long(entry + 8);
    if (length === 0 || length > maxValueBytes || from + length > bytes.length) continue;
    const value = Buffer.from(bytes.subarray(from, from + length));
    fields.set(tag, { tag, type, count, value: little ? value : swapped(value, type) });
  }
  return [...fields.values()];
}

/** Big-endian values made little-endian, in place; a rational is two numbers. */
function swapped(value: Buffer, type: number): Buffer {
  const isRational = type === 5 || type === 10;
  switch (isRational ? 4 : tiffTypeBytes[type]) {
    case 2:
      return value.swap16();
    case 4:
      return value.swap32();
    case 8:
      return value.swap64();
    default:
      // A comment in UTF-16 has the byte order of its file.
      if (value.toString("latin1", 0, 8) === "UNICODE\0" && value.length % 2 === 0) value.subarray(8).swap16();
      return value;
  }
}

function pointerIn(fields: readonly TiffField[], tag: number): number | undefined {
  const value = fields.find((field) => field.tag === tag)?.value;
  return value?.length === 4 ? Buffer.from(value).readUInt32LE() : undefined;
}
