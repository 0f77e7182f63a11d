import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, BlockList, Socket } from "node:net";
import type { BaseContext } from "@apollo/server";
import { assertNever } from "../base/assert-never.js";
import type { Log } from "../base/log.js";
import { noExpectation, type OssDoor } from "../http/index.js";
import { answerBadRequest, maxHeaderBytes } from "./bad-request.js";
import { clientAddress } from "./client-address.js";
import { beginExchange, type Exchange } from "./exchange.js";
import type { GraphqlDoor } from "./graphql-route.js";
import { graphqlSockets } from "./graphql-socket.js";
import type { Metrics } from "./metrics.js";
import { openExpectation } from "./open-expectation.js";
import { logRequest } from "./request-log.js";
import { createReservedApp } from "./reserved-app.js";
import { routeOf } from "./route.js";
import { takeTurns } from "./take-turns.js";
import { type UploadPace, watchUploads } from "./watch-uploads.js";
import { withoutUpgrade } from "./without-upgrade.js";

export interface ListenerUse<Context extends BaseContext> {
  readonly oss: OssDoor;
  readonly graphql: GraphqlDoor<Context>;
  readonly bucketHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly believedProxies: BlockList;
  readonly deadlineMs: number;
  /** More connections than these are closed as they come. */
  readonly maxConnections: number;
  readonly uploadPace: UploadPace;
  /** Take requests with both Content-Length and chunked coding, and whatever else the parser then lets pass. */
  readonly lenientHttp: boolean;
  readonly graphiqlDir: string;
  /** Throws when a part cannot serve. */
  readonly check: (signal: AbortSignal) => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface Listener {
  listen(at: { readonly host: string; readonly port: number }): Promise<AddressInfo>;
  /** Not ready from now on; requests that are running finish, those that still arrive are served too, for `graceMs` at most. */
  stop(graceMs: number): Promise<void>;
}

const headersTimeoutMs = 20_000;
/** How often that is looked at. */
const headersCheckMs = 5_000;
/** Above the idle time of the usual load balancers, so that they close first. */
const keepAliveTimeoutMs = 65_000;
/** A client that reads answers at once that a socket is to be closed. */
const socketGraceMs = 2_000;

/**
 * One listener for everything. A raw handler stands before Fastify, because OSS signatures are made over the request
 * target as it was sent: only reserved paths reach the router.
 */
export async function createListener<Context extends BaseContext>(use: ListenerUse<Context>): Promise<Listener> {
  const exchanges = new WeakMap<object, Exchange>();
  const running = new Set<ServerResponse>();
  const uploads = watchUploads(use.uploadPace);
  const turns = takeTurns();
  const sockets = graphqlSockets({ ...use, live: use.graphql.live });
  const streamsEnd = new AbortController();
  setMaxListeners(0, streamsEnd.signal);
  let stopping = false;
  let allDone: (() => void) | undefined;

  const exchangeOf = (request: object): Exchange => {
    const exchange = exchanges.get(request);
    if (!exchange) throw new Error("a request that did not come through the listener");
    return exchange;
  };

  const isAnswering = (socket: Socket) =>
    [...running].some((response) => response.socket === socket && response.headersSent);

  /** Goes on when the requests before on the same connection have been answered. */
  function afterAnswers(socket: Socket, goOn: () => void): void {
    const before = [...running].find((response) => response.socket === socket);
    if (before) before.once("close", () => afterAnswers(socket, goOn));
    else if (!socket.destroyed) goOn();
  }

  function handle(request: IncomingMessage, response: ServerResponse, reserved: RawHandler, expects = false): void {
    const exchange = beginExchange(use);
    exchanges.set(request, exchange);
    const route = routeOf(request, use.bucketHosts);
    const { socket, headers } = request;
    const client = clientAddress(socket.remoteAddress, String(headers["x-forwarded-for"] ?? ""), use.believedProxies);
    const logAnswer = logRequest({ log: exchange.log, client }, route, request);
    running.add(response);
    const watchUpload = () => uploads.watch(request, response, exchange.log);
    const expectation = expects ? openExpectation(request, response, watchUpload) : noExpectation;
    if (!expectation.isWaiting) watchUpload();
    response.once("close", () => {
      const facts = logAnswer(response);
      exchange.end(!facts.aborted);
      use.metrics.request(facts);
      running.delete(response);
      if (running.size === 0) allDone?.();
    });
    response.setHeader("x-oss-request-id", exchange.requestId);
    if (stopping || hasTwoLengths(request)) response.setHeader("Connection", "close");

    switch (route) {
      case "oss":
        use.oss
          .handle(request, response, { ...exchange, client, expectation })
          .catch((error: unknown) => giveUp(exchange, response, error));
        return;
      case "welcome":
        response.writeHead(302, { Location: "/graphql", "Content-Length": 0 }).end();
        return;
      case "graphql":
      case "console":
      case "health":
        if (route === "graphql" && !isReadable(request)) {
          response.writeHead(400, { "Content-Length": 0 }).end();
          return;
        }
        exchange.deadline.addEventListener("abort", () => refuseSlowBody(request, response));
        expectation.meet();
        reserved(request, response);
        return;
      default:
        assertNever(route);
    }
  }

  const app = await createReservedApp({
    serverFactory: (reserved) => {
      const server = createServer(
        {
          maxHeaderSize: maxHeaderBytes,
          headersTimeout: headersTimeoutMs,
          connectionsCheckingInterval: headersCheckMs,
          insecureHTTPParser: use.lenientHttp,
          requestTimeout: 0,
          // Node's own refusal would have no request id and no log line; the doors refuse it themselves.
          requireHostHeader: false,
        },
        (request, response) => turns(request, response, () => handle(request, response, reserved)),
      );
      // For the same reason an expectation that nobody knows is passed over, as it may be. Source: RFC 9110 §10.1.1.
      server.on("checkExpectation", (request, response) =>
        turns(request, response, () => handle(request, response, reserved)),
      );
      // Node would ask for the body before anyone has looked at the request.
      server.on("checkContinue", (request, response) =>
        turns(request, response, () => handle(request, response, reserved, true)),
      );
      server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
        const isForUs = /^websocket$/i.test(request.headers.upgrade ?? "");
        afterAnswers(socket, () => {
          if (isForUs && routeOf(request, use.bucketHosts) === "graphql") sockets.open(request, socket, head);
          else withoutUpgrade(server, request, socket, head);
        });
      });
      server.keepAliveTimeout = keepAliveTimeoutMs;
      // All that fit into the head: Node would drop those beyond 2000 without a word.
      server.maxHeadersCount = 0;
      limitConnections(server, use);
      // An upload may take long as a whole, so only silence ends it; pixel work is silent too, until its own deadline.
      // This time-out is on both ends of a transfer; of uploads the pace is watched besides.
      server.setTimeout(Math.max(60_000, use.deadlineMs + 10_000));
      return server;
    },
    onBadRequest: (error, socket) => answerBadRequest(use.log, error, socket, isAnswering(socket)),
    graphql: { ...use, stopping: streamsEnd.signal },
    graphiqlDir: use.graphiqlDir,
    health: { check: use.check, isStopping: () => stopping, log: use.log },
    metrics: use.metrics,
    exchangeOf,
  });

  return {
    async listen(at) {
      await app.listen(at);
      return app.server.address() as AddressInfo;
    },
    async stop(graceMs) {
      stopping = true;
      // Streams have no end of their own.
      streamsEnd.abort(new Error("the server stops"));
      const socketsClosed = sockets.stop(Math.min(graceMs, socketGraceMs));
      for (const response of running) if (!response.headersSent) response.setHeader("Connection", "close");
      if (running.size > 0)
        await withinGrace(graceMs, (done) => {
          allDone = done;
        });
      uploads.stop();
      await socketsClosed;
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

type RawHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Says so once for each time that the limit is reached: many more may follow. */
function limitConnections(server: Server, { maxConnections, log }: { maxConnections: number; log: Log }): void {
  let isFull = false;
  server.maxConnections = maxConnections;
  server.on("drop", () => {
    if (!isFull) log.warn("connections refused", { maxConnections });
    isFull = true;
  });
  server.on("connection", () => {
    isFull = false;
  });
}

/** Who stands in front may see the next request begin elsewhere, so that there must be none. Source: RFC 9112 §6.1. */
function hasTwoLengths({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined && headers["content-length"] !== undefined;
}

/** A door answers its own failures; what comes through here is a bug, and the client learns no more than that. */
function giveUp({ log, requestId }: Exchange, response: ServerResponse, error: unknown): void {
  log.error("a door failed", { error });
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { "Content-Type": "text/plain" }).end(`internal error, request ${requestId}\n`);
}

/** GraphQL's adapter reads target and Host as one URL, so there must be a Host, also with HTTP/1.0. */
function isReadable({ url = "/", headers: { host = "" } }: IncomingMessage): boolean {
  const isHost = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host);
  return isHost && URL.canParse(url, `http://${host}/`);
}

/** Bodies of the reserved paths are small: one that is not there by the deadline will not come. */
function refuseSlowBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete || response.headersSent) return;
  response.writeHead(408, { Connection: "close", "Content-Length": 0 }).end();
}

/** Resolves when `start`'s callback is called, or after the grace time. */
async function withinGrace(graceMs: number, start: (done: () => void) => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, graceMs);
    start(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
