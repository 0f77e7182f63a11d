import type { ListedObject, Source, Store } from "../ports.js";
import { onVersion } from "./on-version.js";

/** A stored object as engines take it: exactly this version, fetched when it is opened. */
export function sourceOf(store: Store, object: ListedObject): Source {
  return {
    object,
    byteSize: object.byteSize,
    open: (signal, firstBytes) => onVersion(store, object, signal, () => store.file(object, signal, firstBytes)),
  };
}
