import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Replaces the object's own ACL. Throws NoSuchBucket, NoSuchKey. */
export const setObjectAcl =
  ({ store }: { store: Store }): Service["setObjectAcl"] =>
  async (at, acl, call) => {
    await authorizeObject(store, at, "manage", call);
    if (!(await store.setObjectAcl(at, acl, call.signal))) throw new Failure("NoSuchKey", at);
  };
