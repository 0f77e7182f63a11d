import { Failure } from "../base/failure.js";

/** The failure of an answer that is not what was asked for; `what` it was is for the log alone. */
export function unusable(what: string): Failure<"ServiceUnavailable"> {
  const reason = "The object storage answered with something else than was asked for.";
  return new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 2 }, { cause: new Error(what) });
}
