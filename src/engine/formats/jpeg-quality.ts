/**
 * The quality, 1..100, at which the Independent JPEG Group's encoder would have written the luma quantisation table of this
 * JPG: exact for its own tables (at full, and at baseline precision), the nearest for those of other encoders; undefined
 * when the file has no table before its first scan. Looks at no more than 256 segments and never throws.
 * Source: ITU-T T.81 annexes B and K.1; libjpeg, jpeg_set_quality.
 */
export function estimateJpegQuality(bytes: Uint8Array): number | undefined {
  const written = lumaTable(bytes);
  if (!written) return undefined;
  const table = parseTable(written);
  let best: { quality: number; distance: number } | undefined;
  for (let quality = 100; quality >= 1; quality--) {
    const distance = distanceToStandard(table, quality);
    if (!best || distance < best.distance) best = { quality, distance };
  }
  return best?.quality;
}

interface QuantisationTable {
  /** 64 values in zigzag order. */
  readonly values: readonly number[];
  /** The largest value that the table's precision can hold. */
  readonly most: number;
}

/** The table of the first component, which is luma (or grey, or the first ink of CMYK). */
function lumaTable(bytes: Uint8Array): Uint8Array | undefined {
  const tables = new Map<number, Uint8Array>();
  let wanted = 0;
  for (const { marker, body } of segments(bytes)) {
    if (marker === 0xdb) readTables(body, tables);
    else if (isFrame(marker) && body.length >= 9) wanted = body[8]!;
  }
  return tables.get(wanted);
}

/** The segments before the first scan, up to the first that is cut short or is none. */
function* segments(bytes: Uint8Array): Generator<{ marker: number; body: Uint8Array }> {
  for (let at = 2, seen = 0; at + 4 <= bytes.length && seen < 256; seen++) {
    if (bytes[at] !== 0xff) return;
    // Any number of fill bytes may stand before a marker.
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    const end = at + 2 + length;
    if (marker === undefined || marker === 0xda || length < 2 || !(end <= bytes.length)) return;
    yield { marker, body: bytes.subarray(at + 4, end) };
    at = end;
  }
}

/** SOF0..SOF15 without DHT, JPG and DAC, which lie between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** One DQT segment: any number of tables, each 1 + 64 bytes, or 1 + 128 at 16 bits; a later one of a number replaces it. */
function readTables(body: Uint8Array, tables: Map<number, Uint8Array>): void {
  for (let at = 0; at < body.length; ) {
    const end = at + (isWide(body[at]!) ? 129 : 65);
    if (end > body.length) return;
    tables.set(body[at]! & 15, body.subarray(at, end));
    at = end;
  }
}

function parseTable(written: Uint8Array): QuantisationTable {
  const wide = isWide(written[0]!);
  const value = (i: number) => (wide ? (written[1 + 2 * i]! << 8) | written[2 + 2 * i]! : written[1 + i]!);
  return { values: Array.from({ length: 64 }, (_, i) => value(i)), most: wide ? 32767 : 255 };
}

function isWide(first: number): boolean {
  return first >> 4 !== 0;
}

function distanceToStandard({ values, most }: QuantisationTable, quality: number): number {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - quality * 2;
  let sum = 0;
  for (const [i, base] of standardLuma.entries()) {
    const scaled = Math.floor((base * percent + 50) / 100);
    sum += Math.abs(values[i]! - Math.min(Math.max(scaled, 1), most));
  }
  return sum;
}

/** Table K.1 in zigzag order; what quality 50 uses as it is. */
const standardLuma: readonly number[] = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
  60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121,
  112, 100, 120, 92, 101, 103, 99,
];
