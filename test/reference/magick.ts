import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
  ColorProfile,
  ColorSpace,
  type IMagickImage,
  initializeImageMagick,
  MagickImage,
  MagickImageCollection,
} from "@imagemagick/magick-wasm";
import sharp from "sharp";

/** Makes ImageMagick ready in this process; call it before anything else here. */
export async function startMagick(): Promise<void> {
  const file = createRequire(import.meta.url).resolve("@imagemagick/magick-wasm/magick.wasm");
  await initializeImageMagick(await readFile(file));
}

/** What ImageMagick finds in a file, all its frames decoded. */
export interface Facts {
  /** ImageMagick's own name, `JPEG`; without the number of a BMP's version. */
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly alpha: boolean;
}

/** Throws when ImageMagick cannot decode the file, or warns about it. */
export function factsOf(file: Uint8Array): Facts {
  const images = MagickImageCollection.create(file);
  try {
    const [first] = images;
    if (!first) throw new Error("no image");
    const { format, width, height, hasAlpha } = first;
    return { format: format.replace(/^BMP\d$/, "BMP"), width, height, frames: images.length, alpha: hasAlpha };
  } finally {
    images.dispose();
  }
}

/** Decodes the first frame, calls `use` with it and frees it. */
export function withImage<T>(file: Uint8Array, use: (image: IMagickImage) => T): T {
  const image = MagickImage.create(file);
  try {
    return use(image);
  } finally {
    image.dispose();
  }
}

/** sRGB as ImageMagick's own colour management makes it: through the embedded profile, or `profile` for CMYK without one. */
export function toSrgb(image: IMagickImage, { srgb, cmyk }: Profiles): void {
  const embedded = image.getColorProfile();
  if (image.colorSpace === ColorSpace.CMYK) image.transformColorSpace(embedded ?? cmyk, srgb);
  else if (embedded && image.colorSpace !== ColorSpace.Gray) image.transformColorSpace(embedded, srgb);
  image.colorSpace = ColorSpace.sRGB;
}

export interface Profiles {
  readonly srgb: ColorProfile;
  /** What a CMYK picture without a profile of its own is taken to be. */
  readonly cmyk: ColorProfile;
}

/** The profiles that the pixel library carries, as files in its results have them. */
export async function readProfiles(): Promise<Profiles> {
  const grey = sharp({ create: { width: 1, height: 1, channels: 3, background: "grey" } });
  const srgb = await grey.clone().withIccProfile("srgb").jpeg().toBuffer();
  const cmyk = await grey.clone().toColourspace("cmyk").withIccProfile("cmyk").jpeg().toBuffer();
  return { srgb: await embeddedProfile(srgb), cmyk: await embeddedProfile(cmyk) };
}

async function embeddedProfile(file: Buffer): Promise<ColorProfile> {
  const { icc } = await sharp(file).metadata();
  if (!icc) throw new Error("the file carries no profile");
  return new ColorProfile(icc);
}

/** Mean of red, green, blue on white, and of alpha; 0..255. */
export function meansOf(image: IMagickImage): readonly [number, number, number, number] {
  const data = pixelsOf(image);
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!;
    for (let channel = 0; channel < 3; channel++) sums[channel]! += (data[i + channel]! * alpha) / 255 + 255 - alpha;
    sums[3] += alpha;
  }
  const count = data.length / 4;
  return [sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count];
}

/** RGBA, straight alpha. */
export function pixelsOf(image: IMagickImage): Uint8Array {
  const data = image.getPixels((pixels) => pixels.toByteArray(0, 0, image.width, image.height, "RGBA"));
  if (!data) throw new Error("a picture without pixels");
  return data;
}
