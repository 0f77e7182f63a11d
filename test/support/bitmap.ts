/** RGBA pixels, straight alpha, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const fileHeader = 14;

/** A 24-bit BMP, rows from the bottom, alpha left out: written apart from the product, so that one checks the other. */
export function writeBitmap({ width, height, data }: Pixels): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const offset = fileHeader + 40;
  const file = Buffer.alloc(offset + stride * height);
  file.write("BM", 0, "latin1");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(offset, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const to = offset + (height - 1 - y) * stride + x * 3;
      file.set([data[from + 2] ?? 0, data[from + 1] ?? 0, data[from] ?? 0], to);
    }
  return file;
}

/** Reads uncompressed BMP of 24 or 32 bits, the latter as BGRA; `alpha` is whether the file can be transparent. Throws on anything else. */
export function readBitmap(file: Buffer): Pixels & { readonly alpha: boolean } {
  const offset = file.readUInt32LE(10);
  const width = file.readInt32LE(18);
  const signedHeight = file.readInt32LE(22);
  const bits = file.readUInt16LE(28);
  const compression = file.readUInt32LE(30);
  if (
    file.toString("latin1", 0, 2) !== "BM" ||
    (bits !== 24 && bits !== 32) ||
    (compression !== 0 && compression !== 3)
  )
    throw new Error(`no plain BMP: ${bits} bits, compression ${compression}`);
  const height = Math.abs(signedHeight);
  const bytes = bits / 8;
  const stride = Math.ceil((width * bytes) / 4) * 4;
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = offset + (signedHeight > 0 ? height - 1 - y : y) * stride + x * bytes;
      const alpha = bytes === 4 ? (file[from + 3] ?? 0) : 255;
      data.set([file[from + 2] ?? 0, file[from + 1] ?? 0, file[from] ?? 0, alpha], (y * width + x) * 4);
    }
  return { width, height, data, alpha: bits === 32 };
}
