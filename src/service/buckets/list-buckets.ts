import { Failure } from "../../base/failure.js";
import type { ListedBucket, Scope, Store } from "../ports.js";
import type { Service } from "../service.js";

/** A page of buckets in name order: those that the caller's grant names. Throws AccessDenied to a caller without one. */
export const listBuckets =
  ({ store }: { store: Store }): Service["listBuckets"] =>
  async (query, { caller, signal }) => {
    if (caller.kind === "anonymous")
      throw new Failure("AccessDenied", { reason: "Anonymous access is forbidden for this operation." });
    if (caller.kind === "admin" || caller.grant.scopes === "everywhere") return store.listBuckets(query, signal);
    return pageOf(await bucketsIn(caller.grant.scopes, store, signal), query);
  };

/** A scope may name a bucket that is not there. */
async function bucketsIn(
  scopes: readonly Scope[],
  store: Store,
  signal: AbortSignal,
): Promise<readonly ListedBucket[]> {
  const names = [...new Set(scopes.map(({ bucket }) => bucket))].sort();
  const found = await Promise.all(names.map((name) => store.findBucket(name, signal)));
  return found.filter((bucket) => bucket !== undefined);
}

function pageOf(
  buckets: readonly ListedBucket[],
  { prefix = "", after = "", limit }: Parameters<Service["listBuckets"]>[0],
) {
  const rest = buckets.filter(({ name }) => name.startsWith(prefix) && name > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { buckets: page, ...(last && page.length < rest.length && { next: last.name }) };
}
