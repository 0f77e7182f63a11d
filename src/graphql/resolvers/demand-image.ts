import { isFailure } from "../../base/failure.js";
import type { ObjectRef, StoredObject } from "../../service/ports.js";
import type { Context } from "../context.js";

/**
 * The record of an image that the caller may read; a damaged one is an image too. Throws NoSuchBucket, NoSuchKey,
 * AccessDenied, and BadRequest for what is known to be no image.
 */
export async function demandImage(at: ObjectRef, { service, call, loaders }: Context): Promise<StoredObject> {
  const object = await service.getObject(at, call);
  await loaders.header.load(object).catch((error: unknown) => {
    if (!isFailure(error, "ImageDamage") && !isFailure(error, "ImageTooLarge")) throw error;
  });
  return object;
}
