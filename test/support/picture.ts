import sharp from "sharp";
import type { Format } from "../../src/pipeline/index.js";
import { type Pixels, writeBitmap } from "./bitmap.js";

/** What a picture of the specification's cases is like. Source: specification §24. */
export interface PictureSpec {
  readonly w: number;
  readonly h: number;
  readonly format: Format;
  readonly alpha?: boolean;
  readonly frames?: number;
  /** EXIF orientation; `w` and `h` are those stored. */
  readonly orientation?: number;
  /** `#RRGGBB` or `#RRGGBBAA` all over; absent: colours that tell the place. */
  readonly fill?: string;
}

const made = new Map<string, Promise<Buffer>>();

/** The file of a picture; the same bytes for the same description. */
export function makePicture(spec: PictureSpec): Promise<Buffer> {
  const id = JSON.stringify(spec);
  const file = made.get(id) ?? encode(spec);
  made.set(id, file);
  return file;
}

/** The colour that a picture without `fill` has at a place: red grows with x, green with y. Straight alpha. */
export function colorAt({ w, h, alpha = false }: PictureSpec, x: number, y: number, frame = 0): Rgba {
  const across = w > 1 ? x / (w - 1) : 0;
  const down = h > 1 ? y / (h - 1) : 0;
  // A chequer of 16 px in blue gives blur and sharpening edges to work on; each frame has its own level.
  const blue = ((x >> 4) + (y >> 4)) % 2 === 0 ? 64 + frame * 20 : 160 + frame * 20;
  return [Math.round(255 * across), Math.round(255 * down), blue, alpha ? Math.round(255 * across) : 255];
}

export type Rgba = readonly [number, number, number, number];

async function encode(spec: PictureSpec): Promise<Buffer> {
  const frames = Array.from({ length: spec.frames ?? 1 }, (_, frame) => paint(spec, frame));
  const [first] = frames;
  if (!first) throw new Error("a picture has at least one frame");
  if (spec.format === "bmp") return writeBitmap(first);
  const raw = { width: spec.w, height: spec.h, channels: 4 as const };
  const stills = frames.map(({ data }) => sharp(data, { raw }).png({ compressionLevel: 1 }).toBuffer());
  const image =
    frames.length > 1 ? sharp(await Promise.all(stills), { join: { animated: true } }) : sharp(first.data, { raw });
  const opaque = spec.alpha ? image : image.removeAlpha();
  const tagged = spec.orientation ? opaque.withMetadata({ orientation: spec.orientation }) : opaque;
  switch (spec.format) {
    case "jpg":
      return tagged.jpeg({ quality: 90 }).toBuffer();
    case "png":
      return tagged.png().toBuffer();
    case "gif":
      return tagged.gif({ delay: frames.map(() => 120), loop: 3 }).toBuffer();
    case "webp":
      return tagged.webp({ delay: frames.map(() => 120), loop: 3, effort: 1 }).toBuffer();
    case "tiff":
      return tagged.tiff({ compression: "lzw" }).toBuffer();
    case "avif":
      return tagged.avif({ effort: 1 }).toBuffer();
    case "heic":
      throw new Error("no encoder for HEIC");
  }
}

function paint(spec: PictureSpec, frame: number): Pixels {
  const { w: width, h: height, fill } = spec;
  const data = Buffer.alloc(width * height * 4);
  const solid = fill && parseFill(fill);
  let at = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      data.set(solid || colorAt(spec, x, y, frame), at);
      at += 4;
    }
  return { width, height, data };
}

function parseFill(fill: string): Rgba {
  const byte = (at: number) => Number.parseInt(fill.slice(at, at + 2) || "FF", 16);
  return [byte(1), byte(3), byte(5), byte(7)];
}
