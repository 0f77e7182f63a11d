import { Failure } from "../../base/failure.js";

/** Does work that a signal ends, for `limitMs` at most. Throws DeadlineExceeded, the reason of `signal`, and what the work throws. */
export async function withinDeadline<T>(
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Failure("DeadlineExceeded", { limitMs })), limitMs);
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    // Streams wrap the reason that they were ended for.
    signal.throwIfAborted();
    late.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
