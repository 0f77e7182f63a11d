import { GraphQLError } from "graphql";
import type { Log } from "../../base/log.js";
import { dressError, failureOf } from "../error-dress.js";

/** Several errors at once, as GraphQL finds them. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly errors: readonly GraphQLError[]) {
    super("refused");
  }
}

/** The errors of an answer over a stream, in the dress that they have in one to a POST. Bugs go into the log. */
export function errorsOf(
  error: unknown,
  { requestId, log, signal }: { readonly requestId: string; readonly log: Log; readonly signal: AbortSignal },
): readonly GraphQLError[] {
  const errors = error instanceof Refused ? error.errors : [asGraphqlError(error)];
  return errors.map((each) => {
    const { failure } = failureOf(each) ?? {};
    // Work that ends because the client left fails as it should.
    if (failure?.code === "InternalError" && !signal.aborted)
      log.error("graphql subscription failed", { error: failure.cause ?? failure });
    const { message, extensions } = dressError(each.toJSON(), each);
    return at(each, message, { ...extensions, requestId });
  });
}

/** The same error with a code, where it has none. */
export function withCode(error: GraphQLError, code: string): GraphQLError {
  return at(error, error.message, { code, ...error.extensions });
}

/** An error in the place of another one, which it does not name as its origin: what stands here is what is sent. */
function at(
  { nodes, source, positions, path }: GraphQLError,
  message: string,
  extensions: Readonly<Record<string, unknown>>,
): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions,
  });
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
