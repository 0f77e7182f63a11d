import { type EventEmitter, once } from "node:events";
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { Failure } from "../base/failure.js";
import { type Answered, asFault, readAnswer } from "./read-answer.js";
import { Silence } from "./silence.js";

/** One sending: what it needs besides what ali-oss knows, and what came of it. ali-oss carries it along as its `ctx`. */
export interface Exchange {
  readonly signal: AbortSignal;
  /** Sent piece by piece; what it throws is thrown by the call. */
  readonly body?: AsyncIterable<Uint8Array> | undefined;
  /** A good answer's bytes are left to be read. */
  wantsStream: boolean;
  /** The body was begun: it cannot be sent again. */
  isBodyTouched: boolean;
  answer?: Answered;
  /** Why there is no answer. */
  trouble?: unknown;
}

/** What ali-oss hands to its `urllib` option. */
export interface TransportRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly content?: Buffer | string | undefined;
  readonly ctx: Exchange;
}

/**
 * Sends what ali-oss has put together and signed, in place of the HTTP client it comes with, because that one
 * - resolves `..` and `.` in keys, so that `a/../b` reads and writes `b`;
 * - sends a forged Host to an endpoint that is an IP address;
 * - has no way to give up: a call whose caller has left goes on, and its body with it;
 * - drops the error document of an answer that was to be streamed, and of a HEAD, so that NoSuchBucket reads NoSuchKey;
 * - takes an answer that was cut short, or that some proxy gave, for a good one.
 */
export class Transport {
  readonly #silenceMs: number;
  readonly #calls = agents(256);
  // Of streams there are as many as the gateway has clients: were they counted with the calls, slow ones would keep every
  // call waiting for a connection, and the wait would be taken for the service's silence.
  readonly #streams = agents(Number.POSITIVE_INFINITY);

  /** `silenceMs`: the longest that the other side may say nothing where something is expected of it. */
  constructor({ silenceMs }: { readonly silenceMs: number }) {
    this.#silenceMs = silenceMs;
  }

  /** The `request` of urllib, as far as ali-oss uses it. */
  async request(url: string, sent: TransportRequest) {
    const exchange = sent.ctx;
    try {
      const answer = await this.#exchange(url, sent, exchange);
      exchange.answer = answer;
      const { status, headers, bytes } = answer;
      return { status, headers, data: bytes, res: { status, statusCode: status, headers } };
    } catch (error) {
      exchange.trouble = exchange.signal.aborted ? exchange.signal.reason : error;
      throw error;
    }
  }

  close(): void {
    for (const agent of [...Object.values(this.#calls), ...Object.values(this.#streams)]) agent.destroy();
  }

  async #exchange(url: string, sent: TransportRequest, exchange: Exchange): Promise<Answered> {
    const request = this.#open(url, sent, exchange.signal);
    const silence = new Silence(this.#silenceMs, () => request.destroy(new Error("silence")));
    let isAnswered = false;
    silence.expect();
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request.once("response", resolve);
        request.on("error", (cause) => reject(asFault(cause, silence)));
        send(request, sent.content, exchange, silence, () => isAnswered).catch((error) => {
          reject(error);
          request.destroy();
        });
      });
      isAnswered = true;
      const answer = await readAnswer(response, exchange, silence);
      // Nobody waits for the rest of a body that was refused.
      if (!request.writableFinished) request.destroy();
      return answer;
    } catch (error) {
      silence.heard();
      request.destroy();
      throw error;
    }
  }

  #open(
    url: string,
    { method, headers: { host: _forged, ...headers }, content, ctx }: TransportRequest,
    signal: AbortSignal,
  ) {
    const [, protocol, host, path = "/"] = /^(https?:)\/\/([^/?]*)(.*)$/.exec(url) ?? [];
    const { hostname, port } = new URL(`${protocol}//${host}`);
    const { [protocol === "https:" ? "https:" : "http:"]: agent } =
      ctx.wantsStream || ctx.body !== undefined ? this.#streams : this.#calls;
    const isEmpty = content === undefined && ctx.body === undefined && /^(PUT|POST)$/.test(method);
    const options = {
      method,
      hostname: hostname.replace(/^\[|\]$/g, ""),
      port,
      // As it is: the path is signed, and keys may hold what a URL parser would tidy up.
      path,
      headers: { ...headers, host, ...(isEmpty && { "content-length": 0 }) },
      signal,
    };
    try {
      return (protocol === "https:" ? httpsRequest : httpRequest)({ ...options, agent });
    } catch (cause) {
      if (
        !/^ERR_(INVALID_CHAR|HTTP_INVALID_HEADER_VALUE|INVALID_HTTP_TOKEN)$/.test(
          (cause as { code?: string }).code ?? "",
        )
      )
        throw cause;
      const expected = "text without control characters";
      throw new Failure("InvalidArgument", { name: "header", got: (cause as Error).message, expected }, { cause });
    }
  }
}

/** Idle connections are left before the service closes them, which it does after some seconds. */
function agents(maxSockets: number) {
  const options = { keepAlive: true, maxSockets, timeout: 4_000 };
  return { "http:": new HttpAgent(options), "https:": new HttpsAgent(options) };
}

/** Rejects only with what the body throws; trouble of the connection is the request's own event. */
async function send(
  request: ClientRequest,
  content: Buffer | string | undefined,
  exchange: Exchange,
  silence: Silence,
  isAnswered: () => boolean,
): Promise<void> {
  const { body } = exchange;
  if (!body) {
    request.end(content);
    return;
  }
  // A body that nothing was taken of can be sent again when no connection came about.
  if (!(await connected(request))) return;
  exchange.isBodyTouched = true;
  const pieces = body[Symbol.asyncIterator]();
  for (;;) {
    // The time that the body takes is its owner's.
    silence.heard();
    const piece = await pieces.next();
    if (isAnswered() || request.destroyed) return;
    silence.expect();
    if (piece.done) break;
    if (piece.value.length > 0 && !request.write(piece.value) && !(await happens(request, "drain"))) return;
  }
  request.end();
}

async function connected(request: ClientRequest): Promise<boolean> {
  if (!request.socket && !(await happens(request, "socket"))) return false;
  const { socket } = request;
  return socket !== null && (!socket.connecting || happens(socket, "connect"));
}

/** True when the event comes; false when an error comes first. */
async function happens(emitter: EventEmitter, event: string): Promise<boolean> {
  return once(emitter, event).then(
    () => true,
    () => false,
  );
}
