import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
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
  /** The answer is a stream, and may take any time. */
  endless(): void;
  /** Lets go of everything; `complete` says whether the client got the whole answer. */
  end(complete: boolean): void;
}

/** A fresh request id. Source: wire protocol §2. */
export function newRequestId(): string {
  return randomBytes(12).toString("hex").toUpperCase();
}

/** Starts the clock of a request; whoever begins it ends it when its connection lets go of the answer. */
export function beginExchange({ log, deadlineMs }: { log: Log; deadlineMs: number }): Exchange {
  const requestId = newRequestId();
  const deadline = new AbortController();
  const signal = new AbortController();
  // One query can ask for a hundred pictures, each of which listens.
  setMaxListeners(0, deadline.signal, signal.signal);
  const timer = setTimeout(() => {
    const failure = new Failure("DeadlineExceeded", { limitMs: deadlineMs });
    deadline.abort(failure);
    signal.abort(failure);
  }, deadlineMs);
  return {
    requestId,
    log: log.child({ requestId }),
    deadline: deadline.signal,
    signal: signal.signal,
    endless: () => clearTimeout(timer),
    end(complete) {
      clearTimeout(timer);
      if (!complete) signal.abort(new Error("the client left"));
    },
  };
}
