import { authorizeObject } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** Removes an object; nothing to remove is fine. Throws NoSuchBucket. */
export const deleteObject =
  ({ store }: { store: Store }): Service["deleteObject"] =>
  async (at, call) => {
    const object = await authorizeObject(store, at, "write", call);
    if (object) await store.delete(at, call.signal);
  };
