import { onVersion } from "./on-version.js";
import type { Source, Store, StoredObject } from "./ports.js";

/** A stored object as engines take it: exactly this version, fetched when it is opened. */
export function sourceOf(store: Store, object: StoredObject): Source {
  return {
    object,
    byteSize: object.byteSize,
    open: (signal) => onVersion(store, object, signal, () => store.file(object, signal)),
  };
}
