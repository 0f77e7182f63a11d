import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "./context.js";
import { failureOf } from "./error-dress.js";

/** Finishes responses: request ids on errors, bugs into the log, and the statuses that GraphQL over HTTP asks for. */
export const responsePlugin: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: { requestId, log, call } }) {
    return {
      async didEncounterErrors({ errors }) {
        // Work that ends because the client left fails as it should.
        if (call.signal.aborted) return;
        for (const error of errors) {
          const { failure } = failureOf(error) ?? {};
          if (failure?.code === "InternalError")
            log.error("graphql field failed", { path: error.path?.join("."), error: failure.cause ?? failure });
        }
      },
      async willSendResponse({ request, response }) {
        const { body, http } = response;
        if (body.kind !== "single") return;
        const { errors } = body.singleResult;
        if (errors)
          body.singleResult.errors = errors.map((error) => ({
            ...error,
            extensions: { ...error.extensions, requestId },
          }));
        const waits = (errors ?? []).map(({ extensions }) => Number(extensions?.retryAfter ?? 0));
        if (Math.max(0, ...waits) > 0) http.headers.set("retry-after", String(Math.max(...waits)));
        // A well-formed request whose document is refused is answered 200 to clients of the older media type. Source: GraphQL over HTTP, application/json.
        const older = request.http?.headers.get("accept")?.startsWith("application/json") ?? false;
        if (http.status === 400 && request.query && older) http.status = 200;
      },
    };
  },
};
