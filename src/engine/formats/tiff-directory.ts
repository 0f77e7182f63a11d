/** A field of a TIFF directory. */
export interface TiffField {
  readonly tag: number;
  /** The type of its values, by TIFF's number; `tiffTypes` names some. */
  readonly type: number;
  readonly count: number;
  /** Its values, little-endian. */
  readonly value: Uint8Array;
}

/** Field types by their numbers. */
export const tiffTypes = { ascii: 2, short: 3, long: 4, rational: 5, undefined: 7, signedRational: 10 } as const;

/** Bytes of one value, by the number of its type. */
export const tiffTypeBytes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
};

/** A short or long field of these numbers. */
export function numbersField(tag: number, type: "short" | "long", numbers: readonly number[]): TiffField {
  const size = type === "short" ? 2 : 4;
  const value = Buffer.alloc(numbers.length * size);
  for (const [n, number] of numbers.entries()) value.writeUIntLE(number, n * size, size);
  return { tag, type: tiffTypes[type], count: numbers.length, value };
}

/** A text, in UTF-8 though the format says ASCII: readers of today expect it. */
export function textField(tag: number, text: string): TiffField {
  const value = Buffer.from(`${text}\0`);
  return { tag, type: tiffTypes.ascii, count: value.length, value };
}

/**
 * The directory as it stands at the even place `at` of a little-endian file, the values that do not fit into it behind it; its
 * length is even, and the same at any place. No other directory follows. Source: TIFF 6.0.
 */
export function tiffDirectory(fields: readonly TiffField[], at: number): Buffer {
  const head = Buffer.alloc(2 + fields.length * 12 + 4);
  const outside: Uint8Array[] = [];
  let free = at + head.length;
  head.writeUInt16LE(fields.length);
  for (const [n, { tag, type, count, value }] of fields.toSorted((one, other) => one.tag - other.tag).entries()) {
    const entry = 2 + n * 12;
    head.writeUInt16LE(tag, entry);
    head.writeUInt16LE(type, entry + 2);
    head.writeUInt32LE(count, entry + 4);
    if (value.length <= 4) head.set(value, entry + 8);
    else {
      head.writeUInt32LE(free, entry + 8);
      outside.push(value, Buffer.alloc(value.length % 2));
      free += value.length + (value.length % 2);
    }
  }
  return Buffer.concat([head, ...outside]);
}

/** The first bytes of a little-endian TIFF whose first directory stands at `directory`. */
export function tiffHead(directory: number): Buffer {
  const head = Buffer.from("II*\0\0\0\0\0", "latin1");
  head.writeUInt32LE(directory, 4);
  return head;
}
