import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** Begins an object that comes in parts. Throws NoSuchBucket, FileAlreadyExists. */
export const startUpload =
  ({ store }: { store: Store }): Service["startUpload"] =>
  async (at, { forbidOverwrite = false, ...options }, call) => {
    const object = await authorizeObject(store, at, "write", call);
    if (options.acl !== undefined) await authorizeObject(store, at, "manage", call);
    if (forbidOverwrite && object) throw new Failure("FileAlreadyExists", at);
    return store.startUpload(at, options, call.signal);
  };
