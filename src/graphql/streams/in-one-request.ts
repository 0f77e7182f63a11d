import { setMaxListeners } from "node:events";
import { Failure } from "../../base/failure.js";
import type { Context, RequestFacts } from "../context.js";

/** What the listener knows of a stream. */
export interface StreamFacts extends Omit<RequestFacts, "signal"> {
  /** Aborts when the stream ends. */
  readonly signal: AbortSignal;
  /** For the answer to each event, and to an operation that is no subscription. */
  readonly deadlineMs: number;
}

/** A new context. Throws a GraphQLError where the token is not valid. */
export type ContextOf = (request: RequestFacts) => Context | Promise<Context>;

/**
 * Does `work` in the context of one request of its own, with its deadline, so that nothing is remembered from one answer of a stream
 * to the next, and a token that has ended counts no more.
 */
export async function inOneRequest<T>(
  contextOf: ContextOf,
  facts: StreamFacts,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(facts.signal.reason);
  const timer = setTimeout(
    () => controller.abort(new Failure("DeadlineExceeded", { limitMs: facts.deadlineMs })),
    facts.deadlineMs,
  );
  facts.signal.addEventListener("abort", abort, { once: true });
  try {
    return await work(await contextOf({ ...facts, signal: controller.signal }));
  } finally {
    clearTimeout(timer);
    facts.signal.removeEventListener("abort", abort);
  }
}
