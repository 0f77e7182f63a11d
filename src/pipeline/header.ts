import type { Format } from "./format.js";

export interface Size {
  /** px, at least 1. */
  readonly width: number;
  /** px, at least 1. */
  readonly height: number;
}

/** EXIF orientation: 1 upright, 2 to 4 keep the sides, 5 to 8 swap them. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * What one decode of the source tells beside its pixels; made when something asks for it and kept with the object. Places
 * are those of the upright picture.
 */
export interface Insights {
  /** What is left without a border of one colour, px. */
  readonly trim: Size & { readonly x: number; readonly y: number };
  /** What draws the eye, as shares of width and height, 0..1. */
  readonly attention: { readonly x: number; readonly y: number };
  /** The middle of the detail, as shares of width and height, 0..1. */
  readonly entropy: { readonly x: number; readonly y: number };
  /** The most common colour, `RRGGBB`. */
  readonly dominant: string;
  /** Six colours that stand for the picture, the most common first, `RRGGBB`. */
  readonly palette: readonly string[];
  /** Base64 of the ThumbHash (https://evanw.github.io/thumbhash/). */
  readonly thumbHash: string;
  /** BlurHash text (https://blurha.sh). */
  readonly blurHash: string;
  /** A tiny WebP as a data URI. */
  readonly lqip: string;
  /** 64 bits in hex: alike pictures differ in few of them. */
  readonly perceptualHash: string;
}

/** What is known of an image without decoding a pixel, but for `insights` and `focalPoint`; plain data, kept in the catalog with the object. */
export interface Header extends Size {
  /** Judged by content, never by name. */
  readonly format: Format;
  /** `width` and `height` are those stored in the file: the orientation is not applied to them. */
  readonly orientation: Orientation;
  /** 1 for a still image. */
  readonly frames: number;
  readonly alpha: boolean;
  /** Of the stored file. */
  readonly byteSize: number;
  /** 1..100, estimated from the quantisation tables; JPG only. */
  readonly quality?: number;
  /** EXIF tags by name, values as `image/info` shows them; absent where they were not read, or are too long to be kept. */
  readonly exif?: Readonly<Record<string, string>>;
  readonly insights?: Insights;
  /** What people want kept in view, as shares of width and height of the upright picture, 0..1; only where steps go by it. */
  readonly focalPoint?: { readonly x: number; readonly y: number };
}
