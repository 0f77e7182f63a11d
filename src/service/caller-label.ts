import { assertNever } from "../base/assert-never.js";
import type { Caller } from "./call.js";

/** A caller in one line, for records and for people: `admin`, `token SUBJECT`, `key ACCESS_KEY_ID`, `anonymous`. */
export function callerLabel(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
    case "admin":
      return caller.kind;
    case "key":
      return `key ${caller.accessKeyId}`;
    case "token":
      return `token ${caller.subject}`;
    default:
      return assertNever(caller);
  }
}
