import { Failure } from "../../base/failure.js";
import { callerLabel } from "../caller-label.js";
import type { Store } from "../ports.js";
import { authorizeBucket } from "../rights/authorize.js";
import type { Service } from "../service.js";

/**
 * Creates or replaces a style. Only the characters of its content are judged; what it says is parsed when it is used.
 * Throws NoSuchBucket, BadRequest, InvalidArgument above 50 styles, StyleChanged, NoSuchStyle, StyleAlreadyExists. Source: specification §20.
 */
export const writeStyle =
  ({ store }: { store: Store }): Service["writeStyle"] =>
  async (bucket, name, draft, call) => {
    await authorizeBucket(store, bucket, call);
    if (draft.content.trim() === "" || /[;()'*?]/.test(draft.content))
      throw new Failure(
        "BadRequest",
        { reason: "Style content is invalid. It is not empty and has none of ; ( ) ' * ?" },
        { ec: "0017-00000253" },
      );
    return store.putStyle(bucket, name, { ...draft, changedBy: callerLabel(call.caller) }, call.signal);
  };

/** The same with content alone, as the wire has it: its parameters stay. */
export const putStyle =
  (use: { store: Store }): Service["putStyle"] =>
  (bucket, name, content, call) =>
    writeStyle(use)(bucket, name, { content }, call);
