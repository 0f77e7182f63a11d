import { Failure } from "../../base/failure.js";
import type { KnownOfObjects } from "../objects/forget-objects.js";
import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Removes an empty bucket with its styles. Throws NoSuchBucket, BucketNotEmpty. */
export const deleteBucket =
  ({ store, notes, derivations }: { store: Store } & KnownOfObjects): Service["deleteBucket"] =>
  async (name, call) => {
    await authorizeBucket(store, name, call);
    if (!(await store.deleteBucket(name, call.signal))) throw new Failure("NoSuchBucket", { bucket: name });
    await notes.forgetBucket(name);
    await derivations.forgetBucket(name);
  };
