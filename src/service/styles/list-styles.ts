import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** All styles of a bucket, 50 at most. Throws NoSuchBucket. */
export const listStyles =
  ({ store }: { store: Store }): Service["listStyles"] =>
  async (bucket, call) => {
    await authorizeBucket(store, bucket, call);
    return store.listStyles(bucket, call.signal);
  };
