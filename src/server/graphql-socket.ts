import { setMaxListeners } from "node:events";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { BlockList, Socket } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { Log } from "../base/log.js";
import { chooseProtocol, createSocketProtocol, isServersMessage, type Live } from "../graphql/index.js";
import { clientAddress } from "./client-address.js";
import { newRequestId } from "./exchange.js";

export interface GraphqlSocketsUse {
  readonly live: Live;
  readonly corsOrigins: readonly string[];
  readonly believedProxies: BlockList;
  readonly deadlineMs: number;
  readonly log: Log;
}

/** The WebSockets of `/graphql`. */
export interface GraphqlSockets {
  /** Takes over a connection that asks for a WebSocket. */
  open(request: IncomingMessage, socket: Socket, head: Buffer): void;
  /** Takes no more, tells everyone that the server is going away (1001), and cuts those who stay after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** As with a body by POST. */
const maxMessageBytes = 1024 * 1024;
/** As the head of a request by POST: who a client says it is, is kept as long as it stays. */
const maxFirstMessageBytes = 32 * 1024;
/** Of answers that a client has asked for and not read; with the next one it is cut. */
const maxUnreadBytes = 16 * 1024 * 1024;
/** Between two pings; who has not answered one by the next is gone, or has stopped reading. */
const pingMs = 12_000;
const tooLarge = 1009;
const internalError = 1011;
const goingAway = 1001;
/** Source: GraphQL over WebSocket protocol. */
const invalidMessage = 4400;

export function graphqlSockets(use: GraphqlSocketsUse): GraphqlSockets {
  const protocol = createSocketProtocol(use.live);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: chooseProtocol,
  });
  let isStopping = false;

  function serve(socket: WebSocket, request: IncomingMessage): void {
    const { headers } = request;
    const requestId = newRequestId();
    const log = use.log.child({ requestId });
    const client = clientAddress(
      request.socket.remoteAddress,
      String(headers["x-forwarded-for"] ?? ""),
      use.believedProxies,
    );
    const gone = new AbortController();
    // Each operation of the socket listens, and their number is bounded by caller.
    setMaxListeners(0, gone.signal);
    log.info("socket opened", { client });
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        // Resolves when the system has taken the bytes: a slow reader is waited for.
        send: (text) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== WebSocket.OPEN) return resolve();
            if (socket.bufferedAmount > maxUnreadBytes) {
              log.info("socket read too slowly", { client });
              socket.terminate();
              return resolve();
            }
            socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage(take) {
          let isFirst = true;
          socket.on("message", (data) => {
            // What comes after it was closed is not looked at, however long the client takes to see that.
            if (socket.readyState !== WebSocket.OPEN) return;
            const text = String(data);
            if (isFirst && text.length > maxFirstMessageBytes) return socket.close(tooLarge, "message too large");
            isFirst = false;
            take(text).catch((error: unknown) => {
              if (socket.readyState !== WebSocket.OPEN) return;
              if (isServersMessage(error)) return socket.close(invalidMessage, "Invalid message received");
              log.error("socket failed", { error });
              socket.close(internalError, "internal error");
            });
          });
        },
      },
      {
        facts: {
          authorization: headers.authorization,
          requestId,
          client,
          signal: gone.signal,
          deadlineMs: use.deadlineMs,
          log,
        },
      },
    );
    const stopPings = keepAlive(socket);
    // A message too large, a broken frame: ws closes with the code that says so.
    socket.on("error", (error) => log.info("socket broke", { reason: error.message }));
    socket.once("close", (code, reason) => {
      stopPings();
      gone.abort(new Error("the client left"));
      log.info("socket closed", { client, code });
      closed(code, String(reason)).catch((error) => log.error("socket not let go", { error }));
    });
  }

  return {
    open(request, socket, head) {
      const refusal = isStopping ? 503 : isForeign(request, use.corsOrigins) ? 403 : undefined;
      if (refusal === undefined) server.handleUpgrade(request, socket, head, serve);
      else socket.end(`HTTP/1.1 ${refusal} ${STATUS_CODES[refusal]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    },

    async stop(graceMs) {
      isStopping = true;
      for (const socket of server.clients) socket.close(goingAway, "going away");
      const cut = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, graceMs);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(cut);
    },
  };
}

/** A page of an origin that may not call `/graphql`. Browsers ask nobody before they open a WebSocket, but they say who asks. */
function isForeign({ headers: { origin, host } }: IncomingMessage, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Asks again and again whether the client is there, and cuts it when it does not answer. */
function keepAlive(socket: WebSocket): () => void {
  let hasAnswered = true;
  socket.on("pong", () => {
    hasAnswered = true;
  });
  const timer = setInterval(() => {
    if (!hasAnswered) {
      socket.terminate();
      return;
    }
    hasAnswered = false;
    socket.ping();
  }, pingMs);
  return () => clearInterval(timer);
}
