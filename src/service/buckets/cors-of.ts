import type { Store } from "../ports.js";
import type { Service } from "../service.js";

/** The CORS configuration of a bucket, without any right: browsers ask unsigned. `undefined` also without the bucket. */
export const corsOf =
  ({ store }: { store: Store }): Service["corsOf"] =>
  async (bucket, { signal }) =>
    (await store.findBucket(bucket, signal))?.cors;
