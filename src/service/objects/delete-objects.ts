import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";
import { forgetObjects, type KnownOfObjects } from "./forget-objects.js";

/** Removes many objects, or none where the caller may not remove all of them. Throws NoSuchBucket, AccessDenied. */
export const deleteObjects =
  (use: { store: Store } & KnownOfObjects): Service["deleteObjects"] =>
  async (bucket, keys, call) => {
    const { store } = use;
    for (const key of keys) await authorizeObject(store, { bucket, key }, "write", call);
    await store.deleteMany(bucket, keys, call.signal);
    await forgetObjects(use, bucket, keys);
  };
