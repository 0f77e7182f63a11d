import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Changes what is given of a bucket's policy; the rest stays. Throws NoSuchBucket. */
export const updateBucket =
  ({ store }: { store: Store }): Service["updateBucket"] =>
  async (name, change, call) => {
    await authorizeBucket(store, name, call);
    const bucket = await store.updateBucket(name, change, call.signal);
    if (!bucket) throw new Failure("NoSuchBucket", { bucket: name });
    return bucket;
  };
