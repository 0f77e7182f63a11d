import { authorizeBucket } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** A page of objects in byte order of their keys. Throws NoSuchBucket. */
export const listObjects =
  ({ store }: { store: Store }): Service["listObjects"] =>
  async (query, call) => {
    await authorizeBucket(store, query.bucket, "list", call);
    return store.list(query, call.signal);
  };
