import { Failure } from "../../base/failure.js";
import { hasBudget, headersPerPicture } from "../has-budget.js";
import type { ObjectRef, StoredObject } from "../ports.js";
import { type DescribeUse, describeObject } from "../rendering/describe-object.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Call } from "../service.js";
import type { StyleImpacts } from "./style-uses.js";

/** Objects of the bucket that are looked at for images, at most. */
const maxListed = 100;

/**
 * A few images, those of `first` before others; what is none is passed over, and so is what nobody has looked at where the
 * caller has no budget left for looking. Throws NoSuchBucket, AccessDenied.
 */
export const sampleImages =
  (use: DescribeUse): StyleImpacts["sampleImages"] =>
  async (bucket, first, limit, call) => {
    await authorizeBucket(use.store, bucket, call);
    const mayLook = lookingOf(call);
    const found: StoredObject[] = [];
    const tried = new Set<string>();
    const take = async (candidates: readonly ObjectRef[]) => {
      for (const at of candidates) {
        if (found.length >= limit) return;
        if (tried.has(at.key)) continue;
        tried.add(at.key);
        const object = await findImage(use, at, mayLook, call);
        if (object) found.push(object);
      }
    };
    await take(first.slice(0, maxListed));
    if (found.length < limit) await take((await use.store.list({ bucket, limit: maxListed }, call.signal)).objects);
    return found;
  };

/** Whether one more header may be read: they are read one after the other, and paid for some at a time. */
function lookingOf(call: Call): () => boolean {
  let paid = 0;
  return () => {
    if (paid === 0 && hasBudget(call)) paid = headersPerPicture;
    if (paid === 0) return false;
    paid -= 1;
    return true;
  };
}

async function findImage(
  use: DescribeUse,
  at: ObjectRef,
  mayLook: () => boolean,
  call: Call,
): Promise<StoredObject | undefined> {
  const object = await use.store.find(at, call.signal);
  if (!object) return undefined;
  const { inspection } = object;
  if (inspection) return inspection.state === "image" ? object : undefined;
  if (!mayLook()) return undefined;
  try {
    await describeObject(use)(object, call);
    return object;
  } catch (error) {
    if (error instanceof Failure && error.code !== "ServiceUnavailable") return undefined;
    throw error;
  }
}
