import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** What a style has been, the newest first. Throws NoSuchBucket, NoSuchStyle. */
export const listStyleVersions =
  ({ store }: { store: Store }): Service["listStyleVersions"] =>
  async (bucket, name, call) => {
    await authorizeBucket(store, bucket, call);
    // Looking at it also writes down what somebody made of it elsewhere.
    if (!(await store.findStyle(bucket, name, call.signal))) throw new Failure("NoSuchStyle", { bucket, style: name });
    return store.listStyleVersions(bucket, name, call.signal);
  };
