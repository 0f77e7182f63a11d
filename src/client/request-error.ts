import type { ErrorCode } from "./generated.js";

/** A code of the gateway, or one of GraphQL's own (`GRAPHQL_VALIDATION_FAILED`, `BAD_USER_INPUT`, …). */
export type RemoteCode = ErrorCode | (string & {});

/** An error as the API sends it. */
export interface RemoteError {
  readonly message: string;
  /** The field of the answer that is null because of it. */
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: RemoteCode;
    /** The HTTP status of the same failure on the OSS endpoint. */
    readonly status?: number;
    readonly hint?: string;
    /** The argument at fault: `["transform", "steps", 2, "resize", "width"]`. */
    readonly inputPath?: readonly (string | number)[];
    /** For the operator: the log tells the rest under it. */
    readonly requestId?: string;
    /** Seconds after which a retry makes sense. */
    readonly retryAfter?: number;
  };
}

/** What is known of a request that failed. */
export interface FailedRequest {
  /** Whom it was sent to. */
  readonly url: string;
  /** Absent when no answer came. */
  readonly httpStatus?: number;
  readonly errors?: readonly RemoteError[];
  /** What a Retry-After of the HTTP answer says, s. */
  readonly retryAfter?: number | undefined;
  /** Why no answer came, as `fetch` says it. */
  readonly cause?: unknown;
  /** The time that was up before an answer came, ms. */
  readonly timeoutMs?: number;
}

/** A request that was refused, failed in part, got no answer that is GraphQL, or none at all. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  /** Whom it was sent to. */
  readonly url: string;
  /** Of the HTTP answer; `undefined` when none came. */
  readonly httpStatus: number | undefined;
  /** Empty when there was no answer, or one that was not GraphQL. */
  readonly errors: readonly RemoteError[];
  /** The time that was up before an answer came, ms; `undefined` when something else was the matter. */
  readonly timeoutMs: number | undefined;
  /** Seconds after which a retry makes sense, when the gateway says so. */
  readonly retryAfter: number | undefined;

  constructor({ url, httpStatus, errors = [], retryAfter, cause, timeoutMs }: FailedRequest) {
    const ownWords =
      httpStatus === undefined
        ? noAnswer(url, cause, timeoutMs)
        : `no GraphQL answer from ${url}, HTTP status ${httpStatus}`;
    super(errors.map(({ message }) => message).join("; ") || ownWords, cause === undefined ? undefined : { cause });
    this.url = url;
    this.httpStatus = httpStatus;
    this.errors = errors;
    this.timeoutMs = timeoutMs;
    this.retryAfter = errors.map(({ extensions }) => extensions?.retryAfter).find((s) => s !== undefined) ?? retryAfter;
  }

  /** Code of the first error. */
  get code(): RemoteCode | undefined {
    return this.errors[0]?.extensions?.code;
  }
}

/** `fetch` itself says no more than "fetch failed"; what happened stands in its cause. */
function noAnswer(url: string, cause: unknown, timeoutMs: number | undefined): string {
  if (timeoutMs !== undefined) return `no answer from ${url} within ${timeoutMs} ms`;
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const reason = inner instanceof Error ? inner.message || (inner as { code?: string }).code : undefined;
  return `no answer from ${url}${reason ? `: ${reason}` : ""}`;
}
