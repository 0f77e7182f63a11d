import type { ApolloServer, BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import type { Log } from "../base/log.js";
import { crossOriginHeaders, preflightHeaders } from "./cross-origin.js";
import type { Exchange } from "./exchange.js";
import type { GraphiqlPage } from "./graphiql-page.js";
import { refusedBody } from "./refused-body.js";

/** What the graphql room hands over: a started server, and the context of one request. */
export interface GraphqlDoor<Context extends BaseContext> {
  readonly apollo: ApolloServer<Context>;
  contextOf(request: {
    authorization: string | undefined;
    requestId: string;
    signal: AbortSignal;
    log: Log;
  }): Context | Promise<Context>;
}

/** `/graphql`: GraphQL over HTTP by POST and GET, and GraphiQL for a browser. */
export function graphqlRoute<Context extends BaseContext>(
  app: FastifyInstance,
  use: {
    graphql: GraphqlDoor<Context>;
    page: GraphiqlPage | undefined;
    corsOrigins: readonly string[];
    exchangeOf: (request: object) => Exchange;
  },
): void {
  const run = fastifyApolloHandler(use.graphql.apollo, {
    context: async (request) => {
      const { requestId, signal, log } = use.exchangeOf(request.raw);
      return use.graphql.contextOf({ authorization: request.headers.authorization, requestId, signal, log });
    },
  });
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    errorHandler(error, request, reply) {
      const refused = refusedBody(error, app.initialConfig.bodyLimit ?? 0);
      if (!refused) throw error;
      void reply
        .headers(crossOriginHeaders(request.headers.origin, use.corsOrigins))
        .code(refused.status)
        .send(refused.body);
    },
    // Some requests are refused before there is an operation, by those who know no request id.
    onSend: async (request, reply, payload) =>
      reply.statusCode >= 400 ? withRequestId(payload, use.exchangeOf(request.raw).requestId) : payload,
    async handler(request, reply) {
      reply.headers(crossOriginHeaders(request.headers.origin, use.corsOrigins));
      if (request.method === "GET" && use.page?.wants(request)) return use.page.send(reply);
      return run.call(this, request, reply);
    },
  });
  app.options("/graphql", async (request, reply) => {
    const headers = crossOriginHeaders(request.headers.origin, use.corsOrigins);
    const allowed = "Access-Control-Allow-Origin" in headers;
    return reply
      .headers({ ...headers, ...(allowed && preflightHeaders), Allow: "GET, POST, OPTIONS" })
      .code(204)
      .send();
  });
}

/** The answer with the request id in each of its errors that has none; anything else than errors in JSON stays as it is. */
function withRequestId(payload: unknown, requestId: string): unknown {
  if (typeof payload !== "string" || !payload.startsWith('{"errors":')) return payload;
  const answer = JSON.parse(payload) as { errors: readonly { extensions?: Readonly<Record<string, unknown>> }[] };
  const errors = answer.errors.map((error) => ({ ...error, extensions: { requestId, ...error.extensions } }));
  return JSON.stringify({ ...answer, errors });
}
