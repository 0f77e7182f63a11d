import type { Readable } from "node:stream";
import type { Store } from "../ports.js";
import { onVersion } from "../rendering/on-version.js";
import type { Service } from "../service.js";

/** So much is read at once: what a stream would hold of it all the same. */
const smallBytes = 64 * 1024;

/** The bytes of a record that the caller was given, so rights are settled. Throws NoSuchKey, ServiceUnavailable when it was just replaced. */
export const openObject =
  ({ store }: { store: Store }): Service["openObject"] =>
  (object, range, { signal }) => {
    const byteSize = range ? range.end - range.start + 1 : object.byteSize;
    const isSmall = byteSize <= smallBytes;
    return onVersion<Readable | Buffer>(store, object, signal, () =>
      isSmall ? store.read(object, range, signal) : store.open(object, range, signal),
    );
  };
