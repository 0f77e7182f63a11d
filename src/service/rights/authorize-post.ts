import type { Store } from "../ports.js";
import type { Service } from "../service.js";
import { authorizeObject } from "./authorize.js";

/** Says nothing when the caller may POST there, whether or not something is. Throws NoSuchBucket, AccessDenied. */
export const authorizePost =
  ({ store }: { store: Store }): Service["authorizePost"] =>
  async (at, call) => {
    await authorizeObject(store, at, "post", call);
  };
