/** When a request has to end. */
export interface Deadline {
  /** Aborts when the caller's signal does, or the time is up. */
  readonly signal: AbortSignal;
  /** The time was up before the caller left. */
  readonly passed: boolean;
  /** Lets go of the timer and of the caller's signal. */
  clear(): void;
}

/**
 * Starts the time that a request may take, ms; 0 is for ever. Written out, since React Native and browsers of 2023 have neither
 * `AbortSignal.any` nor `AbortSignal.timeout`.
 */
export function startDeadline(timeoutMs: number, signal: AbortSignal | undefined): Deadline {
  const ending = new AbortController();
  let passed = false;
  const leave = () => ending.abort(signal?.reason);
  const timer =
    timeoutMs > 0
      ? setTimeout(() => {
          passed = !ending.signal.aborted;
          ending.abort(new Error(`nothing came within ${timeoutMs} ms`));
        }, timeoutMs)
      : undefined;
  if (signal?.aborted) leave();
  else signal?.addEventListener("abort", leave, { once: true });
  return {
    signal: ending.signal,
    get passed() {
      return passed;
    },
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", leave);
    },
  };
}
