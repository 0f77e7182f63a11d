import { Failure } from "../../../base/failure.js";

/** The promise's outcome, or the signal's reason, or DeadlineExceeded after telling `late`: whichever comes first. */
export function inTime<T>(
  promise: Promise<T>,
  { limitMs, signal, late }: { readonly limitMs: number; readonly signal: AbortSignal; late(): void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const timer = setTimeout(() => {
      late();
      reject(new Failure("DeadlineExceeded", { limitMs }));
    }, limitMs);
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    });
  });
}
