import { isStagedKey } from "../../service/intake/upload-name.js";
import type { ListedObject } from "../../service/ports.js";
import type { Context } from "../context.js";
import { orNull } from "./or-null.js";

/**
 * An entry of a listing, null where it is not the caller's to see, or nobody's, since it is not yet known to be an image. A
 * listing tells no ACL: who may not see everything is asked for the right to each.
 */
export async function visible(object: ListedObject, { call, loaders }: Context): Promise<ListedObject | null> {
  if (isStagedKey(object.key)) return null;
  return call.caller.kind === "admin" ? object : orNull(() => loaders.object.load(object));
}
