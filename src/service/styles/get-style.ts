import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/** A style as it is stored. Throws NoSuchBucket, NoSuchStyle. */
export const getStyle =
  ({ store }: { store: Store }): Service["getStyle"] =>
  async (bucket, name, call) => {
    await authorizeBucket(store, bucket, call);
    const style = await store.findStyle(bucket, name, call.signal);
    if (!style) throw new Failure("NoSuchStyle", { bucket, style: name });
    return style;
  };
