import { Failure } from "../base/failure.js";
import type { ListedObject } from "../service/ports.js";
import type { Context } from "./context.js";

/**
 * True unless the content is known to be no image. A damaged or too large one is an image, whose `info` tells what is wrong;
 * so is one whose header could not be read just now.
 */
export async function isImage(object: ListedObject, { loaders }: Pick<Context, "loaders">): Promise<boolean> {
  try {
    await loaders.header.load(object);
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.code !== "BadRequest" && error.code !== "NoSuchKey";
  }
}
