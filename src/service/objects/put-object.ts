import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/**
 * Stores an object, whole or not at all. What it holds is looked at when somebody asks for it as an image, so that an
 * upload is never refused, nor held up, for its content. Throws NoSuchBucket and what PutOptions names.
 */
export const putObject =
  ({ store }: { store: Store }): Service["putObject"] =>
  async (at, body, options, call) => {
    await authorizeObject(store, at, "write", call);
    if (options.acl !== undefined) await authorizeObject(store, at, "manage", call);
    return store.put(at, body, options, call.signal);
  };
