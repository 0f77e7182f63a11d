import sharp from "sharp";
import type { Format } from "../../src/pipeline/index.js";
import { type Pixels, readBitmap } from "./bitmap.js";

/** What a file shows when somebody else decodes it. */
export interface Look extends Pixels {
  readonly format: Format;
  readonly frames: number;
  /** The file can be transparent. */
  readonly alpha: boolean;
  /** Of the EXIF tag; absent without one. */
  readonly orientation?: number;
  readonly progressive: boolean;
}

const formatNames: Readonly<Record<string, Format>> = {
  jpeg: "jpg",
  png: "png",
  gif: "gif",
  webp: "webp",
  tiff: "tiff",
  heif: "avif",
};

/** Decodes the first frame of a result; the pixels are RGBA. Throws when the file is no whole image. */
export async function look(file: Buffer): Promise<Look> {
  if (file.toString("latin1", 0, 2) === "BM")
    return { ...readBitmap(file), format: "bmp", frames: 1, progressive: false };
  const image = sharp(file, { failOn: "warning" });
  const { format, pages, hasAlpha, orientation, isProgressive } = await image.metadata();
  const { data, info } = await image.toColourspace("srgb").ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const name = formatNames[format ?? ""];
  if (!name) throw new Error(`a result in ${format}`);
  return {
    format: name,
    width: info.width,
    height: info.height,
    data,
    frames: pages ?? 1,
    alpha: hasAlpha ?? false,
    progressive: isProgressive ?? false,
    ...(orientation !== undefined && { orientation }),
  };
}

/** The pixel at a place of the first frame. */
export function pixelAt({ data, width, height }: Pixels, x: number, y: number): readonly number[] {
  if (x < 0 || y < 0 || x >= width || y >= height) throw new RangeError(`${x},${y} is outside ${width}x${height}`);
  const at = (y * width + x) * 4;
  return [...data.subarray(at, at + 4)];
}

/** Measures of a picture's light, 0..255. */
export interface Light {
  readonly mean: number;
  /** Standard deviation. */
  readonly spread: number;
  /** Mean difference of neighbours in a row. */
  readonly edges: number;
}

/** Of the luminance, alpha ignored. */
export function lightOf({ data, width, height }: Pixels): Light {
  const luma = (i: number) =>
    0.299 * (data[i * 4] ?? 0) + 0.587 * (data[i * 4 + 1] ?? 0) + 0.114 * (data[i * 4 + 2] ?? 0);
  let sum = 0;
  let squares = 0;
  let differences = 0;
  for (let i = 0; i < width * height; i++) {
    const value = luma(i);
    sum += value;
    squares += value * value;
    if (i % width > 0) differences += Math.abs(value - luma(i - 1));
  }
  const count = width * height;
  const mean = sum / count;
  return { mean, spread: Math.sqrt(squares / count - mean * mean), edges: differences / count };
}
