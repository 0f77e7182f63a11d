/**
 * Why the pixels of this TIFF cannot be shown, in words; `undefined` where they can be, and for what is no TIFF. The library
 * takes more kinds than it shows rightly: floating-point and 32-bit samples come out in other tones, YCbCr outside of JPEG as if
 * it were RGB; and it lacks the rarer compressions. Looks at the first directory alone and never throws. Sources: TIFF 6.0;
 * BigTIFF design, Aware Systems.
 */
export function unreadTiff(bytes: Uint8Array): string | undefined {
  const tags = firstDirectory(bytes);
  if (!tags) return undefined;
  const packed = tags.get(compression) ?? uncompressed;
  if (!readCompressions.has(packed)) return `compression ${compressionNames[packed] ?? packed}`;
  const bits = tags.get(bitsPerSample) ?? 1;
  const kind = tags.get(photometric) ?? rgb;
  if (kind === cieLab) return bits === 16 ? undefined : `CIELab of ${bits} bits a sample`;
  const format = tags.get(sampleFormat) ?? unsigned;
  if (format !== unsigned && format !== untyped) return `${formatNames[format] ?? "undefined"} samples`;
  if (bits > 16) return `samples of ${bits} bits`;
  if (kind === yCbCr) return jpegCompressions.has(packed) ? undefined : "YCbCr outside of JPEG";
  return shownKinds.has(kind) ? undefined : `the colour space ${kind}`;
}

// Tags, and what their values mean.
const bitsPerSample = 258;
const compression = 259;
const photometric = 262;
const sampleFormat = 339;
const unsigned = 1;
const untyped = 4;
const formatNames: Readonly<Record<number, string>> = { 2: "signed", 3: "floating-point", 5: "complex", 6: "complex" };
const rgb = 2;
const yCbCr = 6;
const cieLab = 8;
/** White or black is zero, RGB, palette, CMYK. */
const shownKinds: ReadonlySet<number> = new Set([0, 1, rgb, 3, 5]);
const uncompressed = 1;
/** The old way and the one of today. */
const jpegCompressions: ReadonlySet<number> = new Set([6, 7]);
/** Besides JPEG: fax machines', LZW, Deflate twice, PackBits, NeXT's, ThunderScan's, WebP. */
const readCompressions: ReadonlySet<number> = new Set([
  ...[uncompressed, 2, 3, 4, 32771, 5, ...jpegCompressions],
  ...[8, 32946, 32773, 32766, 32809, 50001],
]);
const compressionNames: Readonly<Record<number, string>> = { 34712: "JPEG 2000", 34925: "LZMA", 50000: "Zstandard" };

/** The first number of each short or long value in the first directory, by tag. */
function firstDirectory(bytes: Uint8Array): ReadonlyMap<number, number> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = bytes.length < 16 ? 0 : view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const version = view.getUint16(2, little);
  if (version !== 42 && version !== 43) return undefined;
  const big = version === 43;
  const place = (at: number) => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const tags = new Map<number, number>();
  try {
    const start = place(big ? 8 : 4);
    const count = big ? place(start) : view.getUint16(start, little);
    const [head, step, valueAt] = big ? [8, 20, 12] : [2, 12, 8];
    for (let n = 0; n < Math.min(count, maxEntries); n++) {
      const at = start + head + n * step;
      const type = view.getUint16(at + 2, little);
      if (type !== short && type !== long) continue;
      const size = place(at + 4) * (type === short ? 2 : 4);
      const from = size > (big ? 8 : 4) ? place(at + valueAt) : at + valueAt;
      tags.set(
        view.getUint16(at, little),
        type === short ? view.getUint16(from, little) : view.getUint32(from, little),
      );
    }
  } catch (error) {
    // A place behind the end: what was found until then counts, the rest is the decoder's to judge.
    if (!(error instanceof RangeError)) throw error;
  }
  return tags;
}

const maxEntries = 4096;
const short = 3;
const long = 4;
