import { Failure } from "../base/failure.js";

/** What came of writing a result: a full disk in the catalogue's words, anything else as it is. */
export function asFullDisk(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EDQUOT") return error;
  const reason = "there is no space left for results";
  return new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 60 }, { cause: error });
}
