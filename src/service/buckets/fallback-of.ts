import type { ObjectKey } from "../../base/object-key.js";
import type { Store } from "../ports.js";
import type { Service } from "../service.js";

/**
 * The key of the object that a bucket shows in the place of an image that is not there, without any right: who may see what is
 * made of it, preparing that decides. `undefined` also without the bucket.
 */
export const fallbackOf =
  ({ store }: { store: Store }): Service["fallbackOf"] =>
  async (bucket, { signal }): Promise<ObjectKey | undefined> =>
    (await store.findBucket(bucket, signal))?.fallbackImage;
