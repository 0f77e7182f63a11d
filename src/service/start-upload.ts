import { authorizeObject } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** Begins an object that comes in parts. Throws NoSuchBucket. */
export const startUpload =
  ({ store }: { store: Store }): Service["startUpload"] =>
  async (at, options, call) => {
    await authorizeObject(store, at, "write", call);
    if (options.acl !== undefined) await authorizeObject(store, at, "manage", call);
    return store.startUpload(at, options, call.signal);
  };
