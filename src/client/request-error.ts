import type { ErrorCode } from "./generated.js";

/** An error as the API sends it. */
export interface RemoteError {
  readonly message: string;
  /** The field of the answer that is null because of it. */
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    /** A code of the gateway, or one of GraphQL's own (`GRAPHQL_VALIDATION_FAILED`, `BAD_USER_INPUT`, …). */
    readonly code?: ErrorCode | (string & {});
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

/** A request that was refused, failed in part, or got no answer that is GraphQL. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  constructor(
    /** Empty when the answer was not GraphQL. */
    readonly errors: readonly RemoteError[],
    /** Of the HTTP answer. */
    readonly httpStatus: number,
  ) {
    super(errors.map(({ message }) => message).join("; ") || `no GraphQL answer, HTTP status ${httpStatus}`);
  }

  /** Code of the first error. */
  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}
