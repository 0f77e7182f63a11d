import { Failure } from "../base/failure.js";
import { authorizeBucket } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** Removes an empty bucket with its styles. Throws NoSuchBucket, BucketNotEmpty. */
export const deleteBucket =
  ({ store }: { store: Store }): Service["deleteBucket"] =>
  async (name, call) => {
    await authorizeBucket(store, name, call);
    if (!(await store.deleteBucket(name, call.signal))) throw new Failure("NoSuchBucket", { bucket: name });
  };
