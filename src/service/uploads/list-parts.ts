import type { Store } from "../ports.js";
import type { Service } from "../service.js";

/** A page of the parts of an upload that the caller was given, in order of their numbers. */
export const listParts =
  ({ store }: { store: Store }): Service["listParts"] =>
  (upload, query, { signal }) =>
    store.listParts(upload, query, signal);
