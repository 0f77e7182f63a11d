import type { BucketName } from "../../base/bucket-name.js";
import type { StyleName } from "../../base/style-name.js";
import type { Call } from "../call.js";
import type { ObjectRef, StoredObject, Style } from "../ports.js";

/** An object, and a process string that names the style. */
export interface StyleUse {
  readonly at: ObjectRef;
  /** Canonical. */
  readonly process: string;
  /** When the last URL of it ends, seconds since 1970. */
  readonly endsAt: number;
}

/** Where a style is used, as far as this gateway knows: URLs without a signature, and signed by others, it does not. */
export interface StyleUses {
  /** Signed URLs that are alive, and not revoked but as a URL by itself: that is known by a signature, which nobody keeps. */
  readonly urls: {
    readonly count: number;
    /** All were looked at. */
    readonly isComplete: boolean;
    /** Each once, the latest first. */
    readonly uses: readonly StyleUse[];
  };
  /** What was saved through it. */
  readonly derived: {
    readonly count: number;
    readonly isComplete: boolean;
    /** A few that are still what was saved. */
    readonly objects: readonly StoredObject[];
    /** From what they were saved. */
    readonly sources: readonly ObjectRef[];
  };
}

/** Of results that are looked for. */
export interface KeptCount {
  readonly count: number;
  /** How many were looked for. */
  readonly lookedAt: number;
  /** None was left out. */
  readonly isComplete: boolean;
}

/** Use-cases about what a change of a style touches, for who may manage its bucket. */
export interface StyleImpacts {
  findStyleUses(bucket: BucketName, name: StyleName, call: Call): Promise<StyleUses>;
  /** How many results of these uses are kept, with the style as it is given; `undefined` where none is ever kept. */
  countKeptResults(style: Style, uses: readonly Omit<StyleUse, "endsAt">[], call: Call): Promise<KeptCount | undefined>;
  /** Images to try a style on: first of these, then from the beginning of the bucket. */
  sampleImages(
    bucket: BucketName,
    first: readonly ObjectRef[],
    limit: number,
    call: Call,
  ): Promise<readonly StoredObject[]>;
}
