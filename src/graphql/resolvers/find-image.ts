import type { BucketName } from "../../base/bucket-name.js";
import { Failure, type FailureCode } from "../../base/failure.js";
import { parseObjectKey } from "../../base/object-key.js";
import type { Context } from "../context.js";
import { isImage } from "../is-image.js";
import { Image } from "../types/image.js";

/** What tells a caller that there is nothing to see: not there, or not for those eyes. */
const unseen: ReadonlySet<FailureCode> = new Set([
  "NoSuchBucket",
  "NoSuchKey",
  "NoSuchStyle",
  "NoSuchStyleVersion",
  "InvalidAccessKeyId",
  "AccessDenied",
]);

/** What `find` gives, or null where it says that there is nothing to see. */
export async function orNull<T>(find: () => Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Failure && unseen.has(error.code)) return null;
    throw error;
  }
}

/** The image under a key; null when there is none, it is no image, or the caller may not even see it through a style. Throws InvalidObjectName. */
export async function findImage(bucket: BucketName, key: string, context: Context): Promise<Image | null> {
  const at = { bucket, key: parseObjectKey(key) };
  const object = await orNull(() => context.service.viewObject(at, context.call));
  return object && (await isImage(object, context)) ? new Image(object) : null;
}
