import type { Store } from "../ports.js";
import { onVersion } from "../rendering/on-version.js";
import type { Service } from "../service.js";

/** The bytes of a record that the caller was given, so rights are settled. Throws NoSuchKey, ServiceUnavailable when it was just replaced. */
export const openObject =
  ({ store }: { store: Store }): Service["openObject"] =>
  (object, range, { signal }) =>
    onVersion(store, object, signal, () => store.open(object, range, signal));
