import type { BucketName } from "../../base/bucket-name.js";
import type { ListedObject } from "./objects.js";

/** A way through a listing, from its begin to its end, in as many processes as it takes. */
export interface Walk {
  readonly bucket: BucketName;
  readonly prefix: string;
  /** ms since 1970 */
  readonly begunAt: number;
  /** It has been through the keys up to this one. */
  readonly behind?: string;
}

/** A stretch of a listing. */
export interface WalkedPage {
  /** All that there are between where the walk is and `next`; at most 1000. */
  readonly objects: readonly ListedObject[];
  /** Absent: up to the end. */
  readonly next?: string;
  /** When it was asked for, ms since 1970: what was told later counts. */
  readonly listedAt: number;
}

/** Writes the index of objects that live in a store of somebody else's. Each method is durable when it resolves. */
export interface Walks {
  /** Goes on with a walk that was broken off, unless it was begun before `since`, ms since 1970; else a new one is begun `now`. */
  begin(place: Pick<Walk, "bucket" | "prefix">, times: { readonly now: number; readonly since: number }): Promise<Walk>;
  /** Takes in what the page lists, and removes what there was in its stretch besides. `removed`: how many. */
  pass(walk: Walk, page: WalkedPage): Promise<{ readonly walk: Walk; readonly removed: number }>;
  /** From now on the place is indexed, as of when the walk began. */
  end(walk: Walk): Promise<void>;
}
