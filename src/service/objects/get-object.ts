import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** The object's record, for who may read it. Throws NoSuchBucket, NoSuchKey. */
export const getObject =
  ({ store }: { store: Store }): Service["getObject"] =>
  async (at, call) => {
    const object = await authorizeObject(store, at, "read", call);
    if (!object) throw new Failure("NoSuchKey", at);
    return object;
  };
