import type { Changes, ObjectChange, Store } from "../ports.js";
import { authorizeList } from "../rights/authorize.js";
import type { Service } from "../service.js";

/**
 * Tells of changes below a prefix to who may list it; each change anew, since the bucket's ACL may be another by then. Throws
 * NoSuchBucket, AccessDenied; so does `next`, and SubscriberTooSlow.
 */
export const watchObjects =
  ({ store, changes }: { store: Store; changes: Changes }): Service["watchObjects"] =>
  async (query, call) => {
    await authorizeList(store, query, call);
    const watch = changes.watch(query);
    const end = async (): Promise<IteratorResult<ObjectChange>> => {
      await watch.return?.();
      return { done: true, value: undefined };
    };
    const admitted: AsyncIterableIterator<ObjectChange> = {
      async next() {
        try {
          const taken = await watch.next();
          if (!taken.done) await authorizeList(store, query, call);
          return taken;
        } catch (error) {
          await end();
          throw error;
        }
      },
      return: end,
      [Symbol.asyncIterator]: () => admitted,
    };
    return admitted;
  };
