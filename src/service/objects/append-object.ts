import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Adds bytes to the end of an object that was made by appending, or makes it. Throws NoSuchBucket and what `Store.append` does. */
export const appendObject =
  ({ store }: { store: Store }): Service["appendObject"] =>
  async (at, body, options, call) => {
    await authorizeObject(store, at, "write", call);
    if (options.acl !== undefined) await authorizeObject(store, at, "manage", call);
    return store.append(at, body, options, call.signal);
  };
