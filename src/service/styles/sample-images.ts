import { Failure } from "../../base/failure.js";
import type { ListedObject, ObjectRef, StoredObject } from "../ports.js";
import { type DescribeUse, describeObject } from "../rendering/describe-object.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Call } from "../service.js";
import type { StyleImpacts } from "./style-uses.js";

/** Objects of the bucket that are looked at for images, at most. */
const maxListed = 100;

/** A few images, those of `first` before others; what is none is passed over. Throws NoSuchBucket, AccessDenied. */
export const sampleImages =
  (use: DescribeUse): StyleImpacts["sampleImages"] =>
  async (bucket, first, limit, call) => {
    await authorizeBucket(use.store, bucket, call);
    const found = new Map<string, StoredObject>();
    const take = async (candidates: readonly ObjectRef[]) => {
      for (const at of candidates) {
        if (found.size >= limit) return;
        const object = found.has(at.key) ? undefined : await findImage(use, at, call);
        if (object) found.set(at.key, object);
      }
    };
    await take(first.slice(0, maxListed));
    if (found.size < limit) await take((await use.store.list({ bucket, limit: maxListed }, call.signal)).objects);
    return [...found.values()];
  };

async function findImage(
  use: DescribeUse,
  at: ObjectRef | ListedObject,
  call: Call,
): Promise<StoredObject | undefined> {
  const object = await use.store.find(at, call.signal);
  if (!object) return undefined;
  try {
    await describeObject(use)(object, call);
    return object;
  } catch (error) {
    if (error instanceof Failure && error.code !== "ServiceUnavailable") return undefined;
    throw error;
  }
}
