import { Failure, isFailure } from "../../base/failure.js";
import type { ListedObject, Store } from "../ports.js";

/**
 * Work on exactly this version of an object. A version that another writer replaced between look-up and opening is no
 * missing key: the caller can simply ask again. Throws NoSuchKey when the key is gone, ServiceUnavailable when only the version is.
 */
export async function onVersion<T>(
  store: Store,
  object: ListedObject,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFailure(error, "NoSuchKey")) throw error;
    const now = await store.find(object, signal);
    if (!now || now.version === object.version) throw error;
    const reason = "The object was replaced while it was being read; ask again.";
    throw new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 1 }, { cause: error });
  }
}
