import { authorizeObject } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** Says nothing when the caller may read there, whether or not something is. Throws NoSuchBucket, AccessDenied. */
export const authorizeRead =
  ({ store }: { store: Store }): Service["authorizeRead"] =>
  async (at, call) => {
    await authorizeObject(store, at, "read", call);
  };
