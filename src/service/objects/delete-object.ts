import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";
import { forgetObjects, type KnownOfObjects } from "./forget-objects.js";

/** Removes an object; nothing to remove is fine. Throws NoSuchBucket. */
export const deleteObject =
  (use: { store: Store } & KnownOfObjects): Service["deleteObject"] =>
  async (at, call) => {
    const { store } = use;
    const object = await authorizeObject(store, at, "write", call);
    if (object) await store.delete(at, call.signal);
    // Also without one: a deletion that was broken off may have left it.
    await forgetObjects(use, at.bucket, [at.key]);
  };
