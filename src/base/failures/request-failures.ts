import { quote } from "../quote.js";
import type { FailureEntry } from "./failure-entry.js";

/** What a request says that cannot be, whatever it is about. */
export const requestFailures = {
  InvalidArgument: {
    status: 400,
    hint: "The message names the value and what is allowed.",
    say: (d: { name: string; got: string; expected: string }) =>
      `${d.name}: expected ${d.expected}, got ${quote(d.got)}`,
  },
  InvalidRequest: {
    status: 400,
    hint: "The message says what does not go together.",
    say: (d: { reason: string }) => d.reason,
  },
  MissingArgument: {
    status: 400,
    hint: "Give the named argument.",
    say: (d: { name: string; expected: string }) => `${d.name}: missing, expected ${d.expected}`,
  },
  BadRequest: {
    status: 400,
    hint: "The message says what does not fit: the value, or what is asked of this picture.",
    say: (d: { reason: string }) => d.reason,
  },
  TooManyPipes: {
    status: 400,
    hint: "Put the actions into fewer stages: one stage can hold any number of actions.",
    say: (d: { limit: number; got: number }) => `at most ${d.limit} pipes (|) in a process string, got ${d.got}`,
  },
  NotImplemented: {
    status: 501,
    hint: "The `capabilities` query lists what this engine can do.",
    say: (d: { what: string }) => `${d.what} is not implemented by this engine`,
  },
  /** On the wire `NotImplemented` with status 400, as OSS answers for operations outside image processing. */
  OperationNotServed: {
    status: 400,
    hint: "docs/oss-compatibility.md lists the operations that are served.",
    say: (d: { operation: string }) => `the operation is not served: ${d.operation}`,
  },
  MethodNotAllowed: {
    status: 405,
    hint: "See the list of operations that are served.",
    say: (_: { method: string; resource: string; allowed: readonly string[] }) =>
      "The specified method is not allowed against this resource.",
  },
  InvalidURI: {
    status: 400,
    hint: "Percent-encode the path as UTF-8.",
    say: (_: { got: string }) => "Couldn't parse the specified URI.",
  },
  InvalidRange: {
    status: 416,
    hint: "Ask for bytes that exist.",
    say: (_: { size: number; range: string }) => "The requested range cannot be satisfied",
  },
  PreconditionFailed: {
    status: 412,
    hint: "The object changed, or the condition names another version of it.",
    say: (_: { condition: string }) => "At least one of the pre-conditions you specified did not hold.",
  },
} as const satisfies Record<string, FailureEntry>;
