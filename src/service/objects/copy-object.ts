import type { Notes, Store } from "../ports.js";
import { onVersion } from "../rendering/on-version.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Stores the bytes of a record that the caller was given under another name, or the same; what people say of it goes along. Throws NoSuchBucket, NoSuchKey, FileAlreadyExists. */
export const copyObject =
  ({ store, notes }: { store: Store; notes: Notes }): Service["copyObject"] =>
  async (source, target, options, call) => {
    await authorizeObject(store, target, "write", call);
    if (options.acl !== undefined) await authorizeObject(store, target, "manage", call);
    const copy = await onVersion(store, source, call.signal, () => store.copy(source, target, options, call.signal));
    if (source.bucket !== target.bucket || source.key !== target.key) await notes.copy(source, target);
    return copy;
  };
