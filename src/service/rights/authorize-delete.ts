import type { Store } from "../ports.js";
import type { Service } from "../service.js";
import { authorizeSomeWrite } from "./authorize.js";

/** Says nothing when the caller may delete something in the bucket. Throws NoSuchBucket, AccessDenied. */
export const authorizeDelete =
  ({ store }: { store: Store }): Service["authorizeDelete"] =>
  (bucket, call) =>
    authorizeSomeWrite(store, bucket, call);
