import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** The object's own ACL, `default` when its bucket's counts. Throws NoSuchBucket, NoSuchKey. */
export const getObjectAcl =
  ({ store }: { store: Store }): Service["getObjectAcl"] =>
  async (at, call) => {
    const object = await authorizeObject(store, at, "manage", call);
    if (!object) throw new Failure("NoSuchKey", at);
    return object.acl;
  };
