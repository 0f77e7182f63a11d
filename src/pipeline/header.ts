import type { Format } from "./format.js";

export interface Size {
  /** px, at least 1. */
  readonly width: number;
  /** px, at least 1. */
  readonly height: number;
}

/** EXIF orientation: 1 upright, 2 to 4 keep the sides, 5 to 8 swap them. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What is known of an image without decoding a pixel; plain data, kept in the catalog with the object. */
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
}
