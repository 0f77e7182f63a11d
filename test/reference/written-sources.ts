import {
  AlphaAction,
  Channels,
  ColorSpace,
  ColorType,
  CompressionMethod,
  EvaluateOperator,
  type IMagickImage,
  Interlace,
  MagickFormat,
  QuantizeSettings,
} from "@imagemagick/magick-wasm";
import type { Header } from "../../src/pipeline/index.js";
import type { Profiles } from "./magick.js";

/** A kind of file, as ImageMagick writes it. */
export interface Written {
  readonly as: MagickFormat;
  readonly header: Partial<Header>;
  /** Bytes of the file, by place, that prove its kind. */
  readonly proof?: Readonly<Record<number, number>>;
  /** Levels by which the mean of a channel may differ; default 1. */
  readonly slack?: number;
  prepare?(image: IMagickImage, profiles: Profiles): void;
}

/** Every kind of source that the specification names and ImageMagick can make. Source: specification §5. */
export const writtenSources: Readonly<Record<string, Written>> = {
  "baseline JPEG": { as: MagickFormat.Jpeg, header: { format: "jpg", alpha: false } },
  "progressive JPEG": {
    as: MagickFormat.Pjpeg,
    header: { format: "jpg" },
    prepare(image) {
      image.settings.interlace = Interlace.Jpeg;
    },
  },
  "grey JPEG": { as: MagickFormat.Jpeg, header: { format: "jpg" }, prepare: (image) => image.grayscale() },
  "CMYK JPEG": {
    as: MagickFormat.Jpeg,
    header: { format: "jpg", alpha: false },
    prepare(image, profiles) {
      image.transformColorSpace(profiles.srgb, profiles.cmyk);
    },
    slack: 2,
  },
  "PNG of 24 bits": { as: MagickFormat.Png24, proof: { 24: 8, 25: 2 }, header: { format: "png", alpha: false } },
  "PNG of 48 bits": { as: MagickFormat.Png48, proof: { 24: 16, 25: 2 }, header: { format: "png", alpha: false } },
  "PNG of 64 bits": {
    as: MagickFormat.Png64,
    proof: { 24: 16, 25: 6 },
    header: { format: "png", alpha: true },
    prepare: halfTransparent,
  },
  "PNG with a palette": { as: MagickFormat.Png8, proof: { 25: 3 }, header: { format: "png", alpha: false } },
  "interlaced PNG": {
    as: MagickFormat.Png24,
    proof: { 28: 1 },
    header: { format: "png" },
    prepare(image) {
      image.settings.interlace = Interlace.Png;
    },
  },
  "PNG of one bit": {
    as: MagickFormat.Png,
    proof: { 24: 1 },
    header: { format: "png", alpha: false },
    prepare: blackAndWhite,
  },
  "BMP of one bit": {
    as: MagickFormat.Bmp3,
    proof: { 28: 1 },
    header: { format: "bmp", alpha: false },
    prepare: blackAndWhite,
  },
  "BMP of 4 bits": {
    as: MagickFormat.Bmp3,
    proof: { 28: 4 },
    header: { format: "bmp" },
    prepare: (image) => palette(image, 16),
  },
  "BMP of 8 bits, run lengths": {
    as: MagickFormat.Bmp3,
    proof: { 28: 8, 30: 1 },
    header: { format: "bmp" },
    prepare(image) {
      palette(image, 256);
      image.setCompression(CompressionMethod.RLE);
    },
  },
  "BMP of 8 bits, OS/2": {
    as: MagickFormat.Bmp2,
    proof: { 14: 12, 24: 8 },
    header: { format: "bmp" },
    prepare: (image) => palette(image, 256),
  },
  "BMP of 16 bits, 555": {
    as: MagickFormat.Bmp,
    proof: { 28: 16 },
    header: { format: "bmp" },
    prepare: subtype("RGB555"),
    slack: 4,
  },
  "BMP of 16 bits, 565": {
    as: MagickFormat.Bmp,
    proof: { 28: 16 },
    header: { format: "bmp" },
    prepare: subtype("RGB565"),
    slack: 4,
  },
  "BMP of 24 bits, OS/2": { as: MagickFormat.Bmp2, proof: { 14: 12, 24: 24 }, header: { format: "bmp", alpha: false } },
  "BMP of 24 bits": { as: MagickFormat.Bmp3, proof: { 28: 24 }, header: { format: "bmp", alpha: false } },
  "BMP of 32 bits": {
    as: MagickFormat.Bmp,
    proof: { 28: 32 },
    header: { format: "bmp", alpha: true },
    prepare: halfTransparent,
  },
  "TIFF, LZW": {
    as: MagickFormat.Tiff,
    header: { format: "tiff", alpha: false, frames: 1 },
    prepare: (image) => image.setCompression(CompressionMethod.LZW),
  },
  "TIFF, uncompressed, with alpha": {
    as: MagickFormat.Tiff,
    header: { format: "tiff", alpha: true },
    prepare(image) {
      halfTransparent(image);
      image.setCompression(CompressionMethod.NoCompression);
    },
  },
  "TIFF, deflate, grey": {
    as: MagickFormat.Tiff,
    header: { format: "tiff" },
    prepare(image) {
      image.grayscale();
      image.setCompression(CompressionMethod.Zip);
    },
  },
  "TIFF, CMYK": {
    as: MagickFormat.Tiff,
    header: { format: "tiff", alpha: false },
    prepare(image, profiles) {
      image.transformColorSpace(profiles.srgb, profiles.cmyk);
    },
    slack: 2,
  },
  "TIFF, CIELab of 16 bits": {
    as: MagickFormat.Tiff,
    header: { format: "tiff", alpha: false },
    prepare(image) {
      image.colorSpace = ColorSpace.Lab;
      image.depth = 16;
    },
    slack: 2,
  },
  GIF: { as: MagickFormat.Gif, header: { format: "gif", frames: 1 } },
  WebP: { as: MagickFormat.WebP, header: { format: "webp", alpha: false, frames: 1 } },
  "WebP with alpha": { as: MagickFormat.WebP, header: { format: "webp", alpha: true }, prepare: halfTransparent },
  AVIF: { as: MagickFormat.Avif, header: { format: "avif", alpha: false, frames: 1 } },
  "AVIF with alpha": { as: MagickFormat.Avif, header: { format: "avif", alpha: true }, prepare: halfTransparent },
};

/** How the 16 bits of a BMP are cut up. */
function subtype(name: string): (image: IMagickImage) => void {
  return (image) => image.settings.setDefine(MagickFormat.Bmp, "subtype", name);
}

function halfTransparent(image: IMagickImage): void {
  image.alpha(AlphaAction.Set);
  image.evaluate(Channels.Alpha, EvaluateOperator.Set, 128);
}

function blackAndWhite(image: IMagickImage): void {
  image.colorType = ColorType.Bilevel;
}

function palette(image: IMagickImage, colors: number): void {
  const settings = new QuantizeSettings();
  settings.colors = colors;
  image.quantize(settings);
  image.colorType = ColorType.Palette;
}
