import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Format } from "../../pipeline/format.js";
import type { ListedObject } from "./objects.js";

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

/** Keys of a bucket that begin alike, each of which is known to an index. */
export interface IndexedPlace {
  /** Empty: all keys. */
  readonly prefix: string;
  /** When the walk began that has last been through it, ms since 1970; absent where the store itself keeps the index in step. */
  readonly indexedAt?: number;
}

/** Finds images by what is known of them. Objects that nobody has looked at are in no answer but `unseen`. */
export interface ImageIndex {
  /** Every bucket is known whole, at any time. */
  readonly isOfStore: boolean;
  /** Where it knows every object of the bucket; elsewhere it may lack some, and the other answers say nothing. */
  places(bucket: BucketName): Promise<readonly IndexedPlace[]>;
  /** In the order asked; those of equal values by key in the same direction. */
  find(query: ImageQuery): Promise<readonly (ImagePosition & { readonly key: ObjectKey })[]>;
  count(selection: ImageSelection): Promise<number>;
  /** How many objects there are of each kind, whoever may see them. */
  tally(at: Pick<ImageSelection, "bucket" | "prefix">): Promise<ImageTally>;
  /** Objects that nobody has looked at, in key order, strictly after `after`. */
  unseen(
    at: Pick<ImageSelection, "bucket" | "prefix"> & { readonly after?: string },
    limit: number,
  ): Promise<readonly ListedObject[]>;
}

/** Objects by what they were seen to be. */
export interface ImageTally {
  readonly images: number;
  /** They begin like images, and cannot be read: damaged, or too large. */
  readonly damaged: number;
  readonly others: number;
  /** Nobody has looked at them. */
  readonly unseen: number;
}
