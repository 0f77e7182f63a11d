import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";

/** One request and its answer, as the listener accompanies it. */
export interface Exchange {
  /** 24 upper-case hex digits, in every answer, error body and log line. */
  readonly requestId: string;
  readonly log: Log;
  /** Aborts with DeadlineExceeded when the deadline of one request passes. */
  readonly deadline: AbortSignal;
  /** Aborts at the deadline, and when the client leaves before its answer is complete. */
  readonly signal: AbortSignal;
}

/** A fresh request id. Source: wire protocol §2. */
export function newRequestId(): string {
  return randomBytes(12).toString("hex").toUpperCase();
}

/** Starts the clock of a request; both signals let go of everything when the answer is out. */
export function beginExchange(
  use: { log: Log; deadlineMs: number },
  request: IncomingMessage,
  response: ServerResponse,
): Exchange {
  const requestId = newRequestId();
  const deadline = new AbortController();
  const signal = new AbortController();
  const timer = setTimeout(() => {
    const failure = new Failure("DeadlineExceeded", { limitMs: use.deadlineMs });
    deadline.abort(failure);
    signal.abort(failure);
  }, use.deadlineMs);
  response.once("close", () => {
    clearTimeout(timer);
    if (!response.writableFinished) signal.abort(new Error("the client left", { cause: request.errored ?? undefined }));
  });
  return { requestId, log: use.log.child({ requestId }), deadline: deadline.signal, signal: signal.signal };
}
