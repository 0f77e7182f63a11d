import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Removes a style; false when there was none. Throws NoSuchBucket. */
export const deleteStyle =
  ({ store }: { store: Store }): Service["deleteStyle"] =>
  async (bucket, name, call) => {
    await authorizeBucket(store, bucket, call);
    return store.deleteStyle(bucket, name, call.signal);
  };
