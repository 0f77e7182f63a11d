/** The promise's outcome, or the signal's reason, or the failure that `late` names: whichever comes first. */
export function inTime<T>(
  promise: Promise<T>,
  { limitMs, signal, late }: { readonly limitMs: number; readonly signal: AbortSignal; late(): Error },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const timer = setTimeout(() => reject(late()), limitMs);
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    });
  });
}
