import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { BaseContext } from "@apollo/server";
import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
  fastify,
} from "fastify";
import { clientFault } from "./client-fault.js";
import type { Exchange } from "./exchange.js";
import { graphiqlPage } from "./graphiql-page.js";
import { type GraphqlRouteUse, graphqlRoute } from "./graphql-route.js";
import { type HealthUse, healthRoutes } from "./health.js";
import { type Metrics, metricsRoute } from "./metrics.js";

const maxBodyBytes = 1024 * 1024;

/** Everything below the reserved paths, as a Fastify app on a server that `serverFactory` makes. */
export async function createReservedApp<Context extends BaseContext>(use: {
  serverFactory: FastifyServerFactory;
  onBadRequest: (error: Error, socket: Socket) => void;
  graphql: Omit<GraphqlRouteUse<Context>, "page" | "exchangeOf">;
  graphiqlDir: string;
  health: HealthUse;
  metrics: Metrics;
  exchangeOf: (request: object) => Exchange;
}): Promise<FastifyInstance> {
  const { exchangeOf } = use;
  const refuse = (error: unknown, request: Pick<FastifyRequest, "raw">, reply: FastifyReply) => {
    const { requestId, log } = exchangeOf(request.raw);
    const status = clientFault(error);
    if (status === undefined) log.error("a reserved path failed", { error });
    void reply
      .code(status ?? 500)
      .send({ error: status === undefined ? "internal error" : (STATUS_CODES[status] ?? "refused"), requestId });
  };
  const app = fastify({
    serverFactory: use.serverFactory,
    clientErrorHandler: use.onBadRequest,
    bodyLimit: maxBodyBytes,
    forceCloseConnections: "idle",
    exposeHeadRoutes: true,
    frameworkErrors: (error, request, reply) => refuse(error, request, reply as FastifyReply),
  });
  app.setNotFoundHandler((request, reply) => {
    const { requestId } = exchangeOf(request.raw);
    void reply.code(404).send({ error: "nothing is served under this path", requestId });
  });
  app.setErrorHandler(refuse);
  healthRoutes(app, use.health);
  metricsRoute(app, use.metrics);
  const page = await graphiqlPage(app, use.graphiqlDir);
  graphqlRoute(app, { ...use.graphql, page, exchangeOf });
  return app;
}
