import type { Rights } from "./rights.js";

/**
 * A TIFF that tells author and copyright in tags of its own: a copy of its first directory, with them in it, is put behind the
 * file and takes the other one's place. Takes the little-endian classic TIFF of one directory that the encoder writes; any
 * other is left as it is. Source: TIFF 6.0, Artist (315), Copyright (33432).
 */
export function withTiffRights(file: Buffer, { author, copyright }: Rights): Buffer {
  if (file.length < 8 || file.readUInt32LE(0) !== littleEndianTiff) return file;
  const start = file.readUInt32LE(4);
  const count = file.readUInt16LE(start);
  const entries = Array.from({ length: count }, (_, n) => file.subarray(start + 2 + n * 12, start + 14 + n * 12));
  const texts = [
    { number: 315, text: author },
    { number: 33432, text: copyright },
  ].flatMap(({ number, text }) => (text === undefined ? [] : [{ number, value: Buffer.from(`${text}\0`) }]));
  // Directories and values stand at even places.
  const parts = [file, Buffer.alloc(file.length % 2)];
  let end = file.length + (file.length % 2);
  for (const { number, value } of texts) {
    const entry = Buffer.alloc(12);
    entry.writeUInt16LE(number, 0);
    entry.writeUInt16LE(2, 2);
    entry.writeUInt32LE(value.length, 4);
    if (value.length <= 4) value.copy(entry, 8);
    else {
      entry.writeUInt32LE(end, 8);
      parts.push(value, Buffer.alloc(value.length % 2));
      end += value.length + (value.length % 2);
    }
    entries.push(entry);
  }
  const head = Buffer.alloc(2);
  head.writeUInt16LE(entries.length);
  const sorted = entries.sort((one, other) => one.readUInt16LE(0) - other.readUInt16LE(0));
  const result = Buffer.concat([...parts, head, ...sorted, Buffer.alloc(4)]);
  result.writeUInt32LE(end, 4);
  return result;
}

/** `II` and 42. */
const littleEndianTiff = 0x002a4949;
