import type { Store } from "../ports.js";
import { onVersion } from "../rendering/on-version.js";
import type { Service } from "../service.js";

/** Stores bytes of an object as one part of an upload; the caller was given both. Throws what `Store.copyPart` does. */
export const copyPart =
  ({ store }: { store: Store }): Service["copyPart"] =>
  (upload, number, source, range, { signal }) =>
    onVersion(store, source, signal, () => store.copyPart(upload, number, source, range, signal));
