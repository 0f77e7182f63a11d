import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Makes the object of the parts of an upload that the caller was given. Throws what `Store.completeUpload` does. */
export const completeUpload =
  ({ store }: { store: Store }): Service["completeUpload"] =>
  async (upload, options, call) => {
    if (options.acl !== undefined) await authorizeObject(store, upload, "manage", call);
    return store.completeUpload(upload, options, call.signal);
  };
