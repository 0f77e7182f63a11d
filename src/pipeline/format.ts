/** Image formats by their OSS names. Source: specification of image processing §5, §13. */
export const formats = ["jpg", "png", "bmp", "gif", "webp", "tiff", "heic", "avif"] as const;
export type Format = (typeof formats)[number];

export interface FormatFacts {
  readonly contentType: string;
  /** The format can store transparency; without it, results are composited on white. */
  readonly alpha: boolean;
  /** The format can store several frames that this product keeps. */
  readonly animation: boolean;
  /** Files of the format can hold metadata, and this product writes them there. */
  readonly metadata: boolean;
  /** Usual file name endings, the first one preferred. */
  readonly extensions: readonly string[];
}

export const formatFacts: Readonly<Record<Format, FormatFacts>> = {
  jpg: { contentType: "image/jpeg", alpha: false, animation: false, metadata: true, extensions: ["jpg", "jpeg"] },
  png: { contentType: "image/png", alpha: true, animation: false, metadata: true, extensions: ["png"] },
  bmp: { contentType: "image/bmp", alpha: true, animation: false, metadata: false, extensions: ["bmp"] },
  gif: { contentType: "image/gif", alpha: true, animation: true, metadata: false, extensions: ["gif"] },
  webp: { contentType: "image/webp", alpha: true, animation: true, metadata: true, extensions: ["webp"] },
  tiff: { contentType: "image/tiff", alpha: true, animation: false, metadata: true, extensions: ["tiff", "tif"] },
  heic: { contentType: "image/heic", alpha: true, animation: false, metadata: true, extensions: ["heic", "heif"] },
  avif: { contentType: "image/avif", alpha: true, animation: false, metadata: true, extensions: ["avif"] },
};
