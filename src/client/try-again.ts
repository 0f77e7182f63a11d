import { RequestError } from "./request-error.js";

export interface Patience {
  /** How often it is tried again, 0 or more. */
  readonly retries: number;
  readonly signal?: AbortSignal | undefined;
}

/** The wait before the first retry, ms; each further one is twice as long. */
const firstWaitMs = 500;
/** Whoever is told to wait longer, s, is told that it failed. */
const longestWait = 30;

/** No answer, or one that may be another one in a while: time-out, too many requests, a server in trouble. */
const passing: ReadonlySet<number | undefined> = new Set([undefined, 408, 429, 500, 502, 503, 504]);

/**
 * Does work that may be repeated until it is done, with waits in between: as long as Retry-After says, else longer each time. Throws the
 * last RequestError when it does not help, at once one that tells of no passing trouble; the signal's reason when it aborts.
 */
export async function tryAgain<T>(work: () => Promise<T>, { retries, signal }: Patience): Promise<T> {
  for (let failed = 0; ; failed += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = failed < retries ? waitAfter(error, failed) : undefined;
      if (waitMs === undefined) throw error;
      await pause(waitMs, signal);
    }
  }
}

/** `undefined`: it would be no different the next time, or too late. */
function waitAfter(error: unknown, failed: number): number | undefined {
  if (!(error instanceof RequestError)) return undefined;
  const { httpStatus, retryAfter } = error;
  if (retryAfter !== undefined) return retryAfter <= longestWait ? retryAfter * 1000 : undefined;
  // Of many that were cut off together, not all come back together.
  return passing.has(httpStatus) ? firstWaitMs * 2 ** failed * (0.5 + Math.random() / 2) : undefined;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", leave);
      resolve();
    }, ms);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
}
