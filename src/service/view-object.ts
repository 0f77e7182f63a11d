import { Failure } from "../base/failure.js";
import { authorizeObject } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** The object's record, for who may see it at least through a style. Throws NoSuchBucket, NoSuchKey. */
export const viewObject =
  ({ store }: { store: Store }): Service["viewObject"] =>
  async (at, call) => {
    const object = await authorizeObject(store, at, "view", call);
    if (!object) throw new Failure("NoSuchKey", at);
    return object;
  };
