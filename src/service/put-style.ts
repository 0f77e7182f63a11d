import { Failure } from "../base/failure.js";
import { authorizeBucket } from "./authorize.js";
import type { Store } from "./ports.js";
import type { Service } from "./service.js";

/**
 * Creates or replaces a style. Only the characters of its content are judged; what it says is parsed when it is used.
 * Throws NoSuchBucket, BadRequest, and InvalidArgument above 50 styles. Source: specification §20.
 */
export const putStyle =
  ({ store }: { store: Store }): Service["putStyle"] =>
  async (bucket, name, content, call) => {
    await authorizeBucket(store, bucket, call);
    if (content.trim() === "" || /[;()'*?]/.test(content))
      throw new Failure(
        "BadRequest",
        { reason: "Style content is invalid. It is not empty and has none of ; ( ) ' * ?" },
        { ec: "0017-00000253" },
      );
    return store.putStyle(bucket, name, content, call.signal);
  };
