import type { Store } from "../ports.js";
import type { Service } from "../service.js";
import { authorizeBucket } from "./authorize.js";

/** Says nothing when the caller may manage the bucket. Throws NoSuchBucket, AccessDenied. */
export const authorizeManage =
  ({ store }: { store: Store }): Service["authorizeManage"] =>
  async (bucket, call) => {
    await authorizeBucket(store, bucket, call);
  };
