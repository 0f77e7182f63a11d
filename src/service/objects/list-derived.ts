import { isFailure } from "../../base/failure.js";
import type { Derivation, Derivations, Store, StoredObject } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call, Service } from "../service.js";

/**
 * What was saved from an object that the caller was given, as far as it is still that and the caller may see it. A page may
 * be shorter than `limit` while there is more.
 */
export const listDerived =
  ({ store, derivations }: { store: Store; derivations: Derivations }): Service["listDerived"] =>
  async (source, { limit, after }, call) => {
    const found = await derivations.list(source, { limit: limit + 1, ...(after && { after }) });
    const page = found.slice(0, limit);
    const objects = await Promise.all(page.map((derivation) => findDerived(store, derivation, call)));
    const next = found.length > limit ? page.at(-1)?.target : undefined;
    return { objects: objects.filter((object) => object !== undefined), ...(next && { next }) };
  };

/** What was saved, while it is still that and the caller may see it. */
export async function findDerived(
  store: Store,
  { target, etag }: Derivation,
  call: Call,
): Promise<StoredObject | undefined> {
  try {
    const object = await authorizeObject(store, target, "view", call);
    return object?.etag === etag ? object : undefined;
  } catch (error) {
    if (isFailure(error, "AccessDenied") || isFailure(error, "NoSuchBucket")) return undefined;
    throw error;
  }
}
