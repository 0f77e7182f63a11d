/** Decoded pixels: 8-bit sRGB, rows from the top without padding, straight (not premultiplied) alpha as the fourth channel. */
export interface Raw {
  /** px, at least 1. */
  readonly width: number;
  /** px, at least 1. */
  readonly height: number;
  readonly channels: 3 | 4;
  /** Exactly width * height * channels bytes; the drawing functions of this folder write into it. */
  readonly data: Buffer;
}

/** A frame that is known to carry alpha. */
export type RawAlpha = Raw & { readonly channels: 4 };
