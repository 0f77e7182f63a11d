import type { BucketName } from "../../base/bucket-name.js";

/**
 * What a caller can want: an object as it is or what steps of the caller's own make of it, what a style of the bucket makes
 * of it, a POST addressed to it that changes nothing of it (processing, save-as), a change of it, the names in a bucket, or
 * anything about ACLs, styles and buckets themselves.
 */
export type Right = "read" | "view" | "post" | "write" | "list" | "manage";

/**
 * Where a right is wanted: on a bucket itself; on a key, or on all that begin with it where names are listed; or on what
 * belongs to no bucket.
 */
export type Place = "account" | { readonly bucket: BucketName; readonly key?: string };
