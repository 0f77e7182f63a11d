import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Format } from "../../pipeline/format.js";

/** What an image must be like; every condition given must hold. */
export interface ImageFilter {
  /** Is in the key, the alternative text, the title or a tag; the letters A to Z in either case. */
  readonly search?: string;
  /** All of them. */
  readonly tags?: readonly string[];
  /** One of them. */
  readonly formats?: readonly Format[];
  /** px, as it is shown: the orientation is applied. */
  readonly minWidth?: number;
  readonly maxWidth?: number;
  readonly minHeight?: number;
  readonly maxHeight?: number;
  readonly minBytes?: number;
  readonly maxBytes?: number;
  /** ms since 1970, at that moment or later. */
  readonly modifiedAfter?: number;
  /** ms since 1970, earlier. */
  readonly modifiedBefore?: number;
  readonly animated?: boolean;
  readonly alpha?: boolean;
  readonly hasFocalPoint?: boolean;
  readonly hasAlt?: boolean;
  readonly hasGps?: boolean;
  /** It begins like an image, and cannot be read: damaged, or too large. */
  readonly damaged?: boolean;
}

/** By what images may be put in order. */
export type ImageOrderField = "key" | "lastModified" | "byteSize" | "width" | "height";

export interface ImageOrder {
  readonly by: ImageOrderField;
  readonly descending: boolean;
}

/** Which images of a bucket. */
export interface ImageSelection {
  readonly bucket: BucketName;
  readonly prefix?: string;
  /** Only keys without it behind the prefix. */
  readonly delimiter?: string;
  readonly filter: ImageFilter;
}

/** A place in an ordered list: that of an image which is, or was, there. */
export interface ImagePosition {
  /** Of what is ordered by; 0 for keys. */
  readonly value: number;
  readonly key: string;
}

export interface ImageQuery extends ImageSelection {
  readonly order: ImageOrder;
  readonly after?: ImagePosition;
  /** 1..1000 */
  readonly limit: number;
}

/** Finds images by what is known of them. Objects that nobody has looked at are in no answer but `unseen`. */
export interface ImageIndex {
  /** In the order asked; those of equal values by key in the same direction. */
  find(query: ImageQuery): Promise<readonly (ImagePosition & { readonly key: ObjectKey })[]>;
  count(selection: ImageSelection): Promise<number>;
  /** Keys of objects that nobody has looked at, in key order. */
  unseen(at: Pick<ImageSelection, "bucket" | "prefix">, limit: number): Promise<readonly ObjectKey[]>;
}
