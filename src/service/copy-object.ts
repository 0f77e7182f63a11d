import { authorizeObject } from "./authorize.js";
import { onVersion } from "./on-version.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/** Stores the bytes of a record that the caller was given under another name, or the same. Throws NoSuchBucket, NoSuchKey, FileAlreadyExists. */
export const copyObject =
  ({ store }: { store: Store }): Service["copyObject"] =>
  async (source, target, options, call) => {
    await authorizeObject(store, target, "write", call);
    if (options.acl !== undefined) await authorizeObject(store, target, "manage", call);
    return onVersion(store, source, call.signal, () => store.copy(source, target, options, call.signal));
  };
