import { isFailure } from "../../base/failure.js";
import type { ObjectRef, Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call, Deletion, Service } from "../service.js";
import { forgetObjects, type KnownOfObjects } from "./forget-objects.js";

/** Objects that are looked up at the same time: a store in a cloud answers each in its own time. */
const lookUpsAtOnce = 20;

/** Removes what there is and may be removed, and tells of each key what became of it. Throws NoSuchBucket. */
export const deleteEach =
  (use: { store: Store } & KnownOfObjects): Service["deleteEach"] =>
  async (bucket, keys, call) => {
    const { store } = use;
    const different = [...new Set(keys)];
    const deletions: Deletion[] = [];
    for (let from = 0; from < different.length; from += lookUpsAtOnce) {
      const some = different.slice(from, from + lookUpsAtOnce);
      deletions.push(...(await Promise.all(some.map((key) => lookUp(store, { bucket, key }, call)))));
    }
    const there = deletions.flatMap(({ key, outcome }) => (outcome === "deleted" ? [key] : []));
    if (there.length > 0) await store.deleteMany(bucket, there, call.signal);
    // Also of those that were not there: a deletion that was broken off may have left it.
    const gone = deletions.flatMap(({ key, outcome }) => (outcome === "refused" ? [] : [key]));
    if (gone.length > 0) await forgetObjects(use, bucket, gone);
    return deletions;
  };

/** What will become of a key. */
async function lookUp(store: Store, at: ObjectRef, call: Call): Promise<Deletion> {
  try {
    return { key: at.key, outcome: (await authorizeObject(store, at, "write", call)) ? "deleted" : "absent" };
  } catch (error) {
    if (isFailure(error, "AccessDenied")) return { key: at.key, outcome: "refused", failure: error };
    throw error;
  }
}
