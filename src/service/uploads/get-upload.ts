import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** An upload under way, for who may write its object. Throws NoSuchBucket, NoSuchUpload. */
export const getUpload =
  ({ store }: { store: Store }): Service["getUpload"] =>
  async (at, id, call) => {
    await authorizeObject(store, at, "write", call);
    const upload = await store.findUpload(at, id, call.signal);
    if (!upload) throw new Failure("NoSuchUpload", { ...at, uploadId: id });
    return upload;
  };
