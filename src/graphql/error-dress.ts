import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Failure, type Where } from "../base/failure.js";
import { errorCode } from "./error-code.js";
import { type InputPath, RefusedInput } from "./refused-input.js";

/** What goes into `extensions` of an error, besides the request's id. */
export interface ErrorExtensions {
  /** A code of the catalogue, `NO_SUCH_KEY`, or one of GraphQL's own, `GRAPHQL_VALIDATION_FAILED`. */
  readonly code: string;
  /** The status that the HTTP door answers for the same. */
  readonly status: number;
  readonly hint: string;
  /** Values of the message, so that a client can say it in another language. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly ec?: string;
  readonly where?: Where;
  readonly inputPath?: InputPath;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** The error that GraphQL answers for a failure. */
export function failureError(failure: Failure, inputPath?: InputPath): GraphQLError {
  return new GraphQLError(failure.message, {
    originalError: failure,
    extensions: { ...failureExtensions(failure, inputPath) },
  });
}

/** Gives every error its dress: failures theirs, GraphQL's own as they are, anything else the face of an internal error. */
export function dressError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { failure, inputPath } = failureOf(error) ?? {};
  if (!failure) return formatted.extensions?.code === apolloDefault ? refusedByApollo(formatted) : formatted;
  return { ...formatted, message: failure.message, extensions: { ...failureExtensions(failure, inputPath) } };
}

/** Apollo's code for errors that have none. Of bugs there is a failure; what is left is Apollo's own, about what the client sent. */
const apolloDefault = "INTERNAL_SERVER_ERROR";

function refusedByApollo(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return { ...formatted, extensions: { ...formatted.extensions, code: "BAD_REQUEST" } };
}

/** The failure behind an error; `undefined` for what GraphQL itself refuses. A bug becomes InternalError with the story as its cause. */
export function failureOf(error: unknown): { failure: Failure; inputPath?: InputPath } | undefined {
  if (error instanceof GraphQLError) return error.originalError ? failureOf(error.originalError) : undefined;
  if (error instanceof RefusedInput) return { failure: error.failure, inputPath: error.inputPath };
  return { failure: error instanceof Failure ? error : new Failure("InternalError", {}, { cause: error }) };
}

function failureExtensions(failure: Failure, inputPath: InputPath | undefined): ErrorExtensions {
  const { code, status, hint, details, ec, where } = failure;
  return {
    code: errorCode(code),
    status,
    hint,
    params: { ...details },
    ...(ec !== undefined && { ec }),
    ...(Object.keys(where).length > 0 && { where }),
    ...(inputPath && { inputPath }),
    ...("retryAfterSeconds" in details && { retryAfter: details.retryAfterSeconds }),
  };
}
