import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/**
 * The object's record (name, size, ETag, times: what a listing shows too), for who may see the object at least through a
 * style. What tells of the picture itself, its header and pixels included, asks for the right to read. Throws NoSuchBucket,
 * NoSuchKey.
 */
export const viewObject =
  ({ store }: { store: Store }): Service["viewObject"] =>
  async (at, call) => {
    const object = await authorizeObject(store, at, "view", call);
    if (!object) throw new Failure("NoSuchKey", at);
    return object;
  };
