import type { BucketName } from "../../base/bucket-name.js";
import { parseObjectKey } from "../../base/object-key.js";
import type { Context } from "../context.js";
import { isImage } from "../is-image.js";
import { Image } from "../types/image.js";
import { orNull } from "./or-null.js";

/** The image under a key; null when there is none, it is no image, or the caller may not even see it through a style. Throws InvalidObjectName. */
export async function findImage(bucket: BucketName, key: string, context: Context): Promise<Image | null> {
  const at = { bucket, key: parseObjectKey(key) };
  const object = await orNull(() => context.service.viewObject(at, context.call));
  return object && (await isImage(object, context)) ? new Image(object) : null;
}
