import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** The bucket's record, its ACL included. Throws NoSuchBucket. */
export const getBucket =
  ({ store }: { store: Store }): Service["getBucket"] =>
  (name, call) =>
    authorizeBucket(store, name, call);
