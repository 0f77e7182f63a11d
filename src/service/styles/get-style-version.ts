import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** What a style was in one of its versions. Throws NoSuchBucket, NoSuchStyle, NoSuchStyleVersion. */
export const getStyleVersion =
  ({ store }: { store: Store }): Service["getStyleVersion"] =>
  async (bucket, name, version, call) => {
    await authorizeBucket(store, bucket, call);
    const style = await store.findStyle(bucket, name, call.signal);
    if (!style) throw new Failure("NoSuchStyle", { bucket, style: name });
    const found = await store.findStyleVersion(bucket, name, version, call.signal);
    if (!found) throw new Failure("NoSuchStyleVersion", { style: name, version, newest: style.version });
    return found;
  };
