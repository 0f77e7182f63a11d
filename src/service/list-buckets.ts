import { authorizeAccount } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** A page of buckets in name order. */
export const listBuckets =
  ({ store }: { store: Store }): Service["listBuckets"] =>
  async (query, call) => {
    authorizeAccount(call);
    return store.listBuckets(query, call.signal);
  };
