import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { StyleName } from "../../base/style-name.js";
import type { ObjectRef } from "./objects.js";

/** An object that was saved from another one. */
export interface Derivation {
  readonly source: ObjectRef;
  readonly target: ObjectRef;
  /** Of what was saved: an object of another one is no longer that. */
  readonly etag: string;
  /** Canonical process string that made it. */
  readonly process: string;
  /** ms since 1970. */
  readonly savedAt: number;
}

/** Remembers what was saved from what. Each method is one transaction, durable when it resolves. */
export interface Derivations {
  /** Replaces what is known of the target. */
  keep(derivation: Derivation): Promise<void>;
  /** What was saved from an object, in order of bucket and key, strictly after `after`. */
  list(
    source: ObjectRef,
    query: { readonly after?: ObjectRef; readonly limit: number },
  ): Promise<readonly Derivation[]>;
  /** What was saved from objects of the bucket through one of its styles; the latest first. */
  listByStyle(bucket: BucketName, style: StyleName, limit: number): Promise<readonly Derivation[]>;
  /** The object has another name now, as a source and as what was saved. */
  move(from: ObjectRef, to: ObjectRef): Promise<void>;
  /** Both as sources and as what was saved. Silent about those that there are not. */
  forget(bucket: BucketName, keys: readonly ObjectKey[]): Promise<void>;
  forgetBucket(bucket: BucketName): Promise<void>;
}
