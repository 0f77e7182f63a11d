import type { Store } from "../ports.js";
import { authorizeList } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** A page of objects in byte order of their keys. Throws NoSuchBucket. */
export const listObjects =
  ({ store }: { store: Store }): Service["listObjects"] =>
  async (query, call) => {
    await authorizeList(store, query, call);
    return store.list(query, call.signal);
  };
