import { Failure } from "../base/failure.js";
import { authorizeBucket } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** Replaces the ACL of a bucket. Throws NoSuchBucket. */
export const setBucketAcl =
  ({ store }: { store: Store }): Service["setBucketAcl"] =>
  async (name, acl, call) => {
    await authorizeBucket(store, name, "manage", call);
    if (!(await store.setBucketAcl(name, acl, call.signal))) throw new Failure("NoSuchBucket", { bucket: name });
  };
