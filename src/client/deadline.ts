/** When something has to have come. */
export interface Deadline {
  /** Aborts when the caller's signal does, or the time is up. */
  readonly signal: AbortSignal;
  /** The time was up before the caller left. */
  readonly passed: boolean;
  /** Begins the time anew. */
  restart(): void;
  /** Stops the time until it is begun anew. */
  pause(): void;
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = () => ending.abort(signal?.reason);
  const end = () => {
    passed = !ending.signal.aborted;
    ending.abort(new Error(`nothing came within ${timeoutMs} ms`));
  };
  const pause = () => clearTimeout(timer);
  const restart = () => {
    pause();
    if (timeoutMs > 0) timer = setTimeout(end, timeoutMs);
  };
  if (signal?.aborted) leave();
  else signal?.addEventListener("abort", leave, { once: true });
  restart();
  return {
    signal: ending.signal,
    get passed() {
      return passed;
    },
    restart,
    pause,
    clear() {
      pause();
      signal?.removeEventListener("abort", leave);
    },
  };
}
