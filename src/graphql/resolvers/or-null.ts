import { Failure, type FailureCode } from "../../base/failure.js";

/** What `find` gives, or null where it says that there is nothing to see. */
export async function orNull<T>(find: () => Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Failure && unseen.has(error.code)) return null;
    throw error;
  }
}

/** What tells a caller that there is nothing to see: not there, or not for those eyes. */
const unseen: ReadonlySet<FailureCode> = new Set([
  "NoSuchBucket",
  "NoSuchKey",
  "NoSuchStyle",
  "NoSuchStyleVersion",
  "InvalidAccessKeyId",
  "AccessDenied",
]);
