import { Failure } from "../../base/failure.js";

/** Known troubles of sockets and disks in the catalogue's words; anything else as it is. */
export function asFailure(error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ECONNRESET":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return new Failure("RequestTimeout", {}, { cause: error });
    case "ENOSPC":
    case "EDQUOT":
      return new Failure(
        "ServiceUnavailable",
        { reason: "there is no space left for objects", retryAfterSeconds: 60 },
        { cause: error },
      );
    default:
      return error;
  }
}
