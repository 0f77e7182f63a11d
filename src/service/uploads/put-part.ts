import type { Store } from "../ports.js";
import type { Service } from "../service.js";

/** Stores one part of an upload that the caller was given. Throws what `Store.putPart` does. */
export const putPart =
  ({ store }: { store: Store }): Service["putPart"] =>
  (upload, number, body, options, { signal }) =>
    store.putPart(upload, number, body, options, signal);
