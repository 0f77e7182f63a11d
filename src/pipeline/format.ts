/** Image formats by their OSS names. Source: specification of image processing §5, §13. */
export const formats = ["jpg", "png", "bmp", "gif", "webp", "tiff", "heic", "avif"] as const;
export type Format = (typeof formats)[number];

export interface FormatFacts {
  readonly contentType: string;
  /** The format can store transparency; without it, results are composited on white. */
  readonly alpha: boolean;
  /** The format can store several frames that this product keeps. */
  readonly animation: boolean;
  /** Usual file name endings, the first one preferred. */
  readonly extensions: readonly string[];
}

export const formatFacts: Readonly<Record<Format, FormatFacts>> = {
  jpg: { contentType: "image/jpeg", alpha: false, animation: false, extensions: ["jpg", "jpeg"] },
  png: { contentType: "image/png", alpha: true, animation: false, extensions: ["png"] },
  bmp: { contentType: "image/bmp", alpha: true, animation: false, extensions: ["bmp"] },
  gif: { contentType: "image/gif", alpha: true, animation: true, extensions: ["gif"] },
  webp: { contentType: "image/webp", alpha: true, animation: true, extensions: ["webp"] },
  tiff: { contentType: "image/tiff", alpha: true, animation: false, extensions: ["tiff", "tif"] },
  heic: { contentType: "image/heic", alpha: true, animation: false, extensions: ["heic", "heif"] },
  avif: { contentType: "image/avif", alpha: true, animation: false, extensions: ["avif"] },
};
