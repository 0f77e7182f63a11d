import type { Store } from "../ports.js";
import { authorizeList } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** A page of the uploads under way in a bucket, in order of key, then id. Throws NoSuchBucket. */
export const listUploads =
  ({ store }: { store: Store }): Service["listUploads"] =>
  async (query, call) => {
    await authorizeList(store, query, call);
    return store.listUploads(query, call.signal);
  };
