import type { Raw } from "./raw.js";

/**
 * The pixels as an uncompressed TIFF with a colour profile: the way to hand a decoder's pixels and their profile to a library
 * that takes no profile beside raw pixels. Source: TIFF 6.0; ICC.1, embedding in TIFF.
 */
export function plainTiff({ width, height, channels, data }: Raw, profile: Uint8Array): Buffer {
  const rowBytes = width * channels;
  const strips = Math.ceil(height / stripRows);
  const fields: Field[] = [
    { tag: 256, type: long, values: [width] },
    { tag: 257, type: long, values: [height] },
    { tag: 258, type: short, values: Array(channels).fill(8) },
    // Uncompressed; red, green, blue.
    { tag: 259, type: short, values: [1] },
    { tag: 262, type: short, values: [2] },
    { tag: 273, type: long, values: [] },
    { tag: 277, type: short, values: [channels] },
    { tag: 278, type: long, values: [stripRows] },
    {
      tag: 279,
      type: long,
      values: Array.from({ length: strips }, (_, n) => rowBytes * Math.min(stripRows, height - n * stripRows)),
    },
    { tag: 284, type: short, values: [1] },
    // Straight alpha.
    ...(channels === 4 ? [{ tag: 338, type: short, values: [2] } as const] : []),
    { tag: 34675, type: undefinedBytes, values: [...profile] },
  ];
  // The strips' places depend on the directory's length, which depends on their number alone.
  const places = (at: number) => Array.from({ length: strips }, (_, n) => at + n * stripRows * rowBytes);
  const withPlaces = (at: number) =>
    fields.map((field) => (field.tag === 273 ? { ...field, values: places(at) } : field));
  const directory = writeDirectory(withPlaces(writeDirectory(withPlaces(0)).length));
  return Buffer.concat([directory, data]);
}

/** A reader holds one strip at a time. */
const stripRows = 64;

interface Field {
  readonly tag: number;
  readonly type: typeof short | typeof long | typeof undefinedBytes;
  readonly values: readonly number[];
}

// TIFF field types, by number.
const short = 3;
const long = 4;
const undefinedBytes = 7;
const bytesOf = { [short]: 2, [long]: 4, [undefinedBytes]: 1 } as const;

/** The file up to its pixels: the mark of little-endian TIFF, one directory, the values that do not fit into it. */
function writeDirectory(fields: readonly Field[]): Buffer {
  const valuesAt = 8 + 2 + fields.length * 12 + 4;
  const head = Buffer.alloc(valuesAt);
  head.write("II*\0", "latin1");
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(fields.length, 8);
  const outside: Buffer[] = [];
  let end = valuesAt;
  for (const [n, { tag, type, values }] of fields.entries()) {
    const at = 10 + n * 12;
    const size = bytesOf[type];
    const bytes = Buffer.alloc(Math.max(4, Math.ceil((values.length * size) / 2) * 2));
    for (const [i, value] of values.entries()) bytes.writeUIntLE(value, i * size, size);
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(values.length, at + 4);
    if (values.length * size <= 4) bytes.copy(head, at + 8);
    else {
      head.writeUInt32LE(end, at + 8);
      outside.push(bytes);
      end += bytes.length;
    }
  }
  return Buffer.concat([head, ...outside]);
}
