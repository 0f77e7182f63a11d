import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Derivations, Notes } from "../ports.js";

/** What only the gateway knows of objects; it goes where they go. */
export interface KnownOfObjects {
  readonly notes: Notes;
  readonly derivations: Derivations;
}

/** Forgets what is known of objects that are gone. Silent about those of which nothing is. */
export async function forgetObjects(
  { notes, derivations }: KnownOfObjects,
  bucket: BucketName,
  keys: readonly ObjectKey[],
): Promise<void> {
  await notes.forget(bucket, keys);
  await derivations.forget(bucket, keys);
}
