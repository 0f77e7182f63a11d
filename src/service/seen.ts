import type { BucketName } from "../base/bucket-name.js";
import type { Insights } from "../pipeline/header.js";
import type { Bucket, HeaderAnswer, StoredObject, Style } from "./ports.js";

/**
 * What a call that only reads has found in the store, so that each thing is looked up once for it, and is the same for all
 * that is made of it. Not for a call that writes: it would not see its own writes.
 */
export interface Seen {
  readonly buckets: Map<BucketName, Promise<Bucket | undefined>>;
  /** By bucket, line break, key. */
  readonly objects: Map<string, Promise<StoredObject | undefined>>;
  /** By bucket, line break, name. */
  readonly styles: Map<string, Promise<Style | undefined>>;
  /** What was read of objects that had been found before it was kept with them; by version. */
  readonly inspections: Map<string, Promise<HeaderAnswer>>;
  /** Likewise; by version and who looked. */
  readonly insights: Map<string, Promise<Insights>>;
}

/** Nothing seen yet. */
export function nothingSeen(): Seen {
  return { buckets: new Map(), objects: new Map(), styles: new Map(), inspections: new Map(), insights: new Map() };
}

/** What was found before, a failure too, or else what `find` finds now; that alone where nothing is to be remembered. */
export function once<K, T>(seen: Map<K, Promise<T>> | undefined, name: K, find: () => Promise<T>): Promise<T> {
  if (!seen) return find();
  const found = seen.get(name) ?? find();
  seen.set(name, found);
  return found;
}
