/** A BMP file put together by hand: file header, bitmap header, whatever stands between, pixels. */
export function bmpFile(header: readonly number[], pixels: readonly number[], between: readonly number[] = []): Buffer {
  const file = Buffer.from([...Buffer.from("BM"), ...Array(12).fill(0), ...header, ...between, ...pixels]);
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(14 + header.length + between.length, 10);
  return file;
}

export interface WindowsHeader {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  readonly colors?: number;
  readonly headerBytes?: number;
  readonly masks?: readonly number[];
}

/** BITMAPINFOHEADER, or one of its longer successors with the masks inside. */
export function windows3({
  width,
  height,
  bits,
  compression = 0,
  colors = 0,
  headerBytes = 40,
  masks = [],
}: WindowsHeader): number[] {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(headerBytes, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bits, 14);
  header.writeUInt32LE(compression, 16);
  header.writeUInt32LE(colors, 32);
  for (const [i, mask] of masks.entries()) header.writeUInt32LE(mask, 40 + i * 4);
  return [...header];
}
