import type { Store } from "../ports.js";
import { onVersion } from "../rendering/on-version.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Service } from "../service.js";
import { refuseMuchMetadata } from "./refuse-much-metadata.js";

/** Gives a record that the caller was given other headers; bytes and ACL stay. Throws NoSuchBucket, NoSuchKey, InvalidArgument. */
export const setObjectHeaders =
  ({ store }: { store: Store }): Service["setObjectHeaders"] =>
  async (object, headers, call) => {
    const now = await authorizeObject(store, object, "write", call);
    refuseMuchMetadata(headers.metadata);
    const { acl } = now ?? object;
    const itself = { bucket: object.bucket, key: object.key };
    return onVersion(store, object, call.signal, () => store.copy(object, itself, { headers, acl }, call.signal));
  };
