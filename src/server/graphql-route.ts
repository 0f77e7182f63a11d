import type { ApolloServer, BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import type { Log } from "../base/log.js";
import { crossOriginHeaders, preflightHeaders } from "./cross-origin.js";
import type { Exchange } from "./exchange.js";
import type { GraphiqlPage } from "./graphiql-page.js";

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
