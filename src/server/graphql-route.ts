import { setMaxListeners } from "node:events";
import type { BlockList } from "node:net";
import type { ApolloServer, BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../base/log.js";
import type { Live } from "../graphql/index.js";
import { clientAddress } from "./client-address.js";
import { crossOriginHeaders, preflightHeaders } from "./cross-origin.js";
import type { Exchange } from "./exchange.js";
import type { GraphiqlPage } from "./graphiql-page.js";
import { readOperation, streamAnswers, wantsStream } from "./graphql-stream.js";
import { refusedBody, refusedCoding } from "./refused-body.js";

/** What the graphql room hands over: a started server, and the context of one request. */
export interface GraphqlDoor<Context extends BaseContext> {
  readonly apollo: ApolloServer<Context>;
  contextOf(request: {
    authorization: string | undefined;
    requestId: string;
    client: string;
    signal: AbortSignal;
    log: Log;
  }): Context | Promise<Context>;
  readonly live: Live;
}

/** What the route has from the listener. */
export interface GraphqlRouteUse<Context extends BaseContext> {
  readonly graphql: GraphqlDoor<Context>;
  readonly page: GraphiqlPage | undefined;
  readonly corsOrigins: readonly string[];
  readonly believedProxies: BlockList;
  readonly deadlineMs: number;
  /** Aborts when the listener stops. */
  readonly stopping: AbortSignal;
  readonly exchangeOf: (request: object) => Exchange;
}

const allowedMethods = "GET, POST, OPTIONS";

/** `/graphql`: GraphQL over HTTP by POST and GET, subscriptions as server-sent events, and GraphiQL for a browser. */
export function graphqlRoute<Context extends BaseContext>(app: FastifyInstance, use: GraphqlRouteUse<Context>): void {
  const run = fastifyApolloHandler(use.graphql.apollo, {
    context: async (request) => {
      const { requestId, signal, log } = use.exchangeOf(request.raw);
      const { headers, socket } = request.raw;
      const client = clientAddress(socket.remoteAddress, String(headers["x-forwarded-for"] ?? ""), use.believedProxies);
      return use.graphql.contextOf({ authorization: headers.authorization, requestId, client, signal, log });
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
    async onRequest(request, reply) {
      const refused = refusedCoding(request.headers);
      if (refused)
        await reply
          .headers(crossOriginHeaders(request.headers.origin, use.corsOrigins))
          .code(refused.status)
          .send(refused.body);
    },
    // Some requests are refused before there is an operation, by those who know no request id.
    onSend: async (request, reply, payload) =>
      reply.statusCode >= 400 ? withRequestId(payload, use.exchangeOf(request.raw).requestId) : payload,
    async handler(request, reply) {
      reply.headers(crossOriginHeaders(request.headers.origin, use.corsOrigins));
      if (wantsStream(request)) return stream(use, request, reply);
      if (request.method === "GET" && use.page?.wants(request)) return use.page.send(reply);
      return run.call(this, request, reply);
    },
  });
  app.route({
    method: ["PUT", "PATCH", "DELETE"],
    url: "/graphql",
    // Before there is a body to read.
    onRequest: async (_, reply) => void (await reply.code(405).header("Allow", allowedMethods).send()),
    handler: () => {},
  });
  app.options("/graphql", async (request, reply) => {
    const headers = crossOriginHeaders(request.headers.origin, use.corsOrigins);
    const allowed = "Access-Control-Allow-Origin" in headers;
    return reply
      .headers({ ...headers, ...(allowed && preflightHeaders), Allow: allowedMethods })
      .code(204)
      .send();
  });
}

/** Answers over a stream, for as long as both sides stay. */
async function stream<Context extends BaseContext>(
  use: GraphqlRouteUse<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { requestId, log, signal, endless } = use.exchangeOf(request.raw);
  const { headers, method, raw } = request;
  const operation = readOperation(method === "GET" ? request.query : request.body);
  if (!operation) return reply.code(400).send({ errors: [noOperation(requestId)] });
  endless();
  // AbortSignal.any would leave something of each stream with `stopping`, which lives as long as the process.
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const leave = () => ending.abort(signal.reason);
  const stop = () => ending.abort(use.stopping.reason);
  signal.addEventListener("abort", leave, { once: true });
  use.stopping.addEventListener("abort", stop, { once: true });
  if (signal.aborted) leave();
  if (use.stopping.aborted) stop();
  const client = clientAddress(raw.socket.remoteAddress, String(headers["x-forwarded-for"] ?? ""), use.believedProxies);
  const facts = {
    authorization: headers.authorization,
    requestId,
    client,
    signal: ending.signal,
    deadlineMs: use.deadlineMs,
    log,
  };
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  try {
    await streamAnswers(use.graphql.live, operation, facts, reply.raw, method === "GET" ? "subscriptions" : undefined);
  } finally {
    use.stopping.removeEventListener("abort", stop);
  }
  return reply;
}

function noOperation(requestId: string) {
  return {
    message: "expected `query`, a text, and, where they are given, `operationName`, a text, and `variables`, an object",
    extensions: { code: "BAD_REQUEST", requestId },
  };
}

/** The answer with the request id in each of its errors that has none; anything else than errors in JSON stays as it is. */
function withRequestId(payload: unknown, requestId: string): unknown {
  if (typeof payload !== "string" || !payload.startsWith('{"errors":')) return payload;
  const answer = JSON.parse(payload) as { errors: readonly { extensions?: Readonly<Record<string, unknown>> }[] };
  const errors = answer.errors.map((error) => ({ ...error, extensions: { requestId, ...error.extensions } }));
  return JSON.stringify({ ...answer, errors });
}
