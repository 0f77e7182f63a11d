/** A tag of a hand-made EXIF block: numbers are written at the type's width, a rational as two; text is given as bytes. */
export interface BlockTag {
  readonly number: number;
  readonly type: keyof typeof widths;
  readonly values: readonly number[] | string;
  /** Instead of the values' own number. */
  readonly count?: number;
  /** Instead of where the values really lie. */
  readonly at?: number;
}

export interface BlockDirectory {
  readonly tags: readonly BlockTag[];
  /** Index, in the list of directories, of the one that follows. */
  readonly next?: number;
}

const widths = {
  byte: 1,
  ascii: 1,
  short: 2,
  long: 4,
  rational: 8,
  undefined: 1,
  slong: 4,
  srational: 8,
  double: 8,
} as const;
const numbers = {
  byte: 1,
  ascii: 2,
  short: 3,
  long: 4,
  rational: 5,
  undefined: 7,
  slong: 9,
  srational: 10,
  double: 12,
} as const;

/** Where a directory of `exifBlock` starts, to point at it: directories stand one behind the other from byte 8. */
export function directoryAt(directories: readonly (readonly BlockTag[])[], index: number): number {
  return directories.slice(0, index).reduce((at, tags) => at + 6 + tags.length * 12, 8);
}

/** An EXIF block, `Exif\0\0` included. */
export function exifBlock(directories: readonly BlockDirectory[], order: "II" | "MM" = "II"): Buffer {
  const little = order === "II";
  const lists = directories.map(({ tags }) => tags);
  const block = Buffer.alloc(16_384);
  const short = (value: number, at: number) =>
    little ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    little ? block.writeUInt32LE(value >>> 0, at) : block.writeUInt32BE(value >>> 0, at);
  block.write(order, "latin1");
  short(42, 2);
  long(8, 4);
  let free = directoryAt(lists, lists.length);
  for (const [index, { tags, next }] of directories.entries()) {
    const start = directoryAt(lists, index);
    short(tags.length, start);
    for (const [n, tag] of tags.entries()) {
      const entry = start + 2 + n * 12;
      const width = widths[tag.type];
      const values = typeof tag.values === "string" ? [...Buffer.from(tag.values, "latin1")] : tag.values;
      const pair = tag.type === "rational" || tag.type === "srational";
      const count = values.length / (pair ? 2 : 1);
      const inline = count * width <= 4;
      const valueAt = inline ? entry + 8 : free;
      if (!inline) free += count * width;
      short(tag.number, entry);
      short(numbers[tag.type], entry + 2);
      long(tag.count ?? count, entry + 4);
      if (!inline) long(tag.at ?? valueAt, entry + 8);
      for (const [i, value] of values.entries()) {
        if (width === 1) block[valueAt + i] = value;
        else if (width === 2) short(value, valueAt + i * 2);
        else if (tag.type === "double")
          little ? block.writeDoubleLE(value, valueAt + i * 8) : block.writeDoubleBE(value, valueAt + i * 8);
        else long(value, valueAt + i * 4);
      }
    }
    if (next !== undefined) long(directoryAt(lists, next), start + 2 + tags.length * 12);
  }
  return Buffer.concat([Buffer.from("Exif\0\0"), block.subarray(0, free)]);
}
