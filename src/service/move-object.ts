import { Failure } from "../base/failure.js";
import { authorizeObject } from "./authorize.js";
import { copyObject } from "./copy-object.js";
import { forgetObjects, type KnownOfObjects } from "./forget-objects.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/**
 * Gives a record that the caller was given another name; headers, the ACL of its own and what people say of it stay. The copy is there before the
 * source goes, so whatever interrupts it, nothing is lost. Throws InvalidArgument for its own name, NoSuchBucket, NoSuchKey,
 * AccessDenied, FileAlreadyExists, and ServiceUnavailable where the source was replaced meanwhile: both are there then.
 */
export const moveObject =
  (use: { store: Store } & KnownOfObjects): Service["moveObject"] =>
  async (source, target, { forbidOverwrite = false }, call) => {
    const { store, derivations } = use;
    if (source.bucket === target.bucket && source.key === target.key)
      throw new Failure("InvalidArgument", { name: "target", got: target.key, expected: "another name than it has" });
    await authorizeObject(store, source, "write", call);
    const options = { forbidOverwrite, ...(source.acl !== "default" && { acl: source.acl }) };
    const moved = await copyObject(use)(source, target, options, call);
    const now = await store.find(source, call.signal);
    if (now && now.version !== source.version)
      throw new Failure("ServiceUnavailable", {
        reason: "The object was replaced while it was being moved; both are there. Ask again.",
        retryAfterSeconds: 1,
      });
    await derivations.move(source, target);
    await store.delete(source, call.signal);
    await forgetObjects(use, source.bucket, [source.key]);
    return moved;
  };
