import type { FailureEntry, Nothing } from "./failure-entry.js";

/** More than this gateway does, at once or at all, or than it can do now. */
export const capacityFailures = {
  TooManySubscriptions: {
    status: 429,
    hint: "End a subscription, or wait for an answer, first; IMGRAPH_MAX_SUBSCRIPTIONS says how many one caller may have.",
    say: (d: { limit: number }) =>
      `a caller may have ${d.limit} operations over WebSocket or server-sent events at a time`,
  },
  SubscriberTooSlow: {
    status: 429,
    hint: "List what is there, subscribe again, and read events as they come; a longer prefix has fewer.",
    say: (d: { limit: number }) =>
      `more than ${d.limit} events waited to be read; they are lost, and the subscription has ended`,
  },
  BudgetExceeded: {
    status: 429,
    hint: "Go on after the seconds that Retry-After says; `viewer { quota }` tells what is left, docs/access.md what counts.",
    say: (d: { what: string; limit: number; retryAfterSeconds: number }) =>
      `${d.what}: expected at most ${d.limit} in a minute, and that is used up`,
  },
  ServiceUnavailable: {
    status: 503,
    hint: "Try again after the seconds that Retry-After says.",
    say: (d: { reason: string; retryAfterSeconds: number }) => d.reason,
  },
  DeadlineExceeded: {
    status: 504,
    hint: "Ask for less work (a smaller size, a cheaper format), or raise IMGRAPH_DEADLINE_MS.",
    say: (d: { limitMs: number }) => `the work was not done within ${d.limitMs} ms and was stopped`,
  },
  InternalError: {
    status: 500,
    hint: "The log has the whole story under the request id.",
    say: (_: Nothing) => "We encountered an internal error. Please try again.",
  },
} as const satisfies Record<string, FailureEntry>;
