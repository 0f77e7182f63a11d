import type { PartialFile } from "./partial-file.js";

/**
 * Loads an AVIF or HEIC but for its coded pictures: every box that is not media data, and the items in there that are no
 * pictures (EXIF, the plan of a grid). False when it holds too many of them. Throws RangeError where a field lies behind the
 * end. Sources: ISO/IEC 14496-12, ISO/IEC 23008-12.
 */
export function loadHeifHead(file: PartialFile): boolean {
  const { bytes } = file;
  for (let at = 0, n = 0; at < file.size; n++) {
    if (n === maxBoxes) return false;
    file.load(at, 16);
    const box = readBox(bytes, at);
    if (box.type !== "mdat") file.load(at, box.end - at);
    if (box.type === "meta") {
      for (const { at, length } of otherItems(bytes, box)) file.load(at, length);
    }
    at = box.end;
  }
  return true;
}

const maxBoxes = 10_000;

interface Box {
  readonly type: string;
  /** Where its content starts, and where the next box does. */
  readonly start: number;
  readonly end: number;
}

function readBox(bytes: Buffer, at: number): Box {
  const short = bytes.readUInt32BE(at);
  const type = bytes.toString("latin1", at + 4, at + 8);
  const start = at + (short === 1 ? 16 : 8);
  const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short;
  if (length < start - at) throw new RangeError(`a box of ${length} bytes`);
  return { type, start, end: at + length };
}

function* boxesIn(bytes: Buffer, { start, end }: Pick<Box, "start" | "end">): Generator<Box> {
  for (let at = start; at < end; ) {
    const box = readBox(bytes, at);
    yield box;
    at = box.end;
  }
}

interface Extent {
  readonly at: number;
  readonly length: number;
}

/** Places of the items that are no coded pictures. */
function* otherItems(bytes: Buffer, meta: Box): Generator<Extent> {
  const boxes = [...boxesIn(bytes, { start: meta.start + 4, end: meta.end })];
  const types = boxes.filter(({ type }) => type === "iinf").flatMap((box) => itemTypes(bytes, box));
  const wanted = new Set(types.filter(([, type]) => !codedTypes.has(type)).map(([id]) => id));
  for (const box of boxes) if (box.type === "iloc") yield* extents(bytes, box, wanted);
}

/** Items that hold a coded picture. */
const codedTypes: ReadonlySet<string> = new Set([
  "hvc1",
  "hev1",
  "lhv1",
  "av01",
  "avc1",
  "vvc1",
  "jpeg",
  "j2k1",
  "unci",
]);

/** Number and type of each item that is listed. */
function itemTypes(bytes: Buffer, { start, end }: Box): [id: number, type: string][] {
  const entries = { start: start + (bytes.readUInt8(start) === 0 ? 6 : 8), end };
  return [...boxesIn(bytes, entries)].map((entry) => {
    const wide = bytes.readUInt8(entry.start) >= 3;
    const id = bytes.readUIntBE(entry.start + 4, wide ? 4 : 2);
    const typeAt = entry.start + (wide ? 10 : 8);
    return [id, bytes.toString("latin1", typeAt, typeAt + 4)];
  });
}

/** Places in the file of the wanted items. */
function* extents(bytes: Buffer, { start }: Box, wanted: ReadonlySet<number>): Generator<Extent> {
  let at = start + 4;
  const take = (size: number) => {
    at += size;
    if (size === 8) return Number(bytes.readBigUInt64BE(at - 8));
    return size === 0 ? 0 : bytes.readUIntBE(at - size, size);
  };
  const version = bytes.readUInt8(start);
  const sizes = take(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const items = take(version < 2 ? 2 : 4);
  for (let n = 0, seen = 0; n < items; n++) {
    const id = take(version < 2 ? 2 : 4);
    const inFile = version === 0 || (take(2) & 15) === 0;
    at += 2;
    const base = take(baseSize);
    const count = take(2);
    seen += count;
    // Extents without fields take no room, so the box's length does not limit them.
    if (seen > maxExtents) throw new RangeError("too many extents");
    for (let extent = 0; extent < count; extent++) {
      at += indexSize;
      const offset = base + take(offsetSize);
      const length = take(lengthSize);
      if (inFile && wanted.has(id)) yield { at: offset, length };
    }
  }
}

const maxExtents = 100_000;
