import { authorizeObject } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** Removes many objects, or none where the caller may not remove all of them. Throws NoSuchBucket, AccessDenied. */
export const deleteObjects =
  ({ store }: { store: Store }): Service["deleteObjects"] =>
  async (bucket, keys, call) => {
    for (const key of keys) await authorizeObject(store, { bucket, key }, "write", call);
    await store.deleteMany(bucket, keys, call.signal);
  };
