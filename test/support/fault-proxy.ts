import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** What goes wrong with one request on its way. */
export type Fault =
  /** It passes late. */
  | { readonly kind: "delay"; readonly ms: number }
  /** It is never answered. */
  | { readonly kind: "silence" }
  /** The connection is closed before anything is sent on. */
  | { readonly kind: "refuse" }
  /** Part of the body is sent on, then both connections break. */
  | { readonly kind: "cut-request"; readonly afterBytes: number }
  /** Part of the answer comes, then the connection breaks. */
  | { readonly kind: "cut-answer"; readonly afterBytes: number }
  /** Part of the answer comes, then nothing more. */
  | { readonly kind: "stall-answer"; readonly afterBytes: number }
  /** The answer loses its end, and says so in its length: only who knows what to expect can tell. */
  | { readonly kind: "shorten-answer"; readonly byBytes: number }
  /** The answer promises more than comes. */
  | { readonly kind: "promise-more"; readonly byBytes: number }
  /** One byte of an object is another. Documents have no checksum. */
  | { readonly kind: "alter-answer" }
  /** The request does not arrive; an error is answered, as a service does, or as whoever stands in between. */
  | { readonly kind: "status"; readonly status: number; readonly code?: string; readonly isForeign?: boolean }
  /** The request is carried out, and its answer is lost. */
  | { readonly kind: "lose-answer" };

export interface FaultProxy {
  readonly url: string;
  /** What happens to each request from now on; by default nothing. */
  faultOf: (request: IncomingMessage) => Fault | undefined;
  /** Requests that came, those that were answered with faults included. */
  readonly requests: number;
  /** Resolves when all that was sent on has been carried out, also for clients that have given up. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** A way to `target` on which things go wrong. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let requests = 0;
  const underway = new Set<Promise<void>>();
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const passing = pass(proxy.faultOf(incoming), incoming, outgoing, new URL(target))
      .catch(() => void outgoing.destroy())
      .finally(() => underway.delete(passing));
    underway.add(passing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faultOf: () => undefined,
    get requests() {
      return requests;
    },
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

/** Resolves when the request is carried out, or never will be. */
async function pass(
  fault: Fault | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: URL,
): Promise<void> {
  switch (fault?.kind) {
    case "refuse":
      incoming.socket.destroy();
      return;
    case "silence":
      incoming.resume();
      return;
    case "status":
      answerError(fault, outgoing);
      incoming.resume();
      return;
    case "delay":
      await delay(fault.ms);
  }
  const { method, url, headers } = incoming;
  const onward = request({ hostname: target.hostname, port: target.port, method, path: url, headers, agent: false });
  const ended = new Promise((resolve) => onward.once("close", resolve));
  onward.on("error", () => outgoing.destroy());
  onward.on("response", (answer) => void answerWith(fault, answer, outgoing));
  incoming.on("error", () => onward.destroy());
  let sent = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    const left = fault?.kind === "cut-request" ? fault.afterBytes - sent : piece.length;
    onward.write(piece.subarray(0, left));
    sent += piece.length;
    if (left < piece.length) {
      onward.destroy();
      incoming.socket.destroy();
      return;
    }
  }
  onward.end();
  await ended;
}

async function answerWith(fault: Fault | undefined, answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of answer as AsyncIterable<Buffer>) pieces.push(piece);
  const headers = { ...answer.headers };
  const isAltered = fault?.kind === "alter-answer" && headers["x-oss-hash-crc64ecma"] !== undefined;
  const { bytes, length, end } = spoil(
    fault?.kind === "alter-answer" && !isAltered ? undefined : fault,
    Buffer.concat(pieces),
  );
  if (headers["content-length"] !== undefined && outgoing.req.method !== "HEAD")
    headers["content-length"] = String(length);
  if (end === "lose") {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 0, headers);
  if (end === "whole") {
    outgoing.end(bytes);
    return;
  }
  outgoing.write(bytes, () => {
    if (end === "break") outgoing.destroy();
  });
}

/** What is left of an answer, the length it is said to have, and how it ends. */
function spoil(fault: Fault | undefined, whole: Buffer) {
  const as = (bytes: Buffer, length: number, end: "whole" | "break" | "stall" | "lose") => ({ bytes, length, end });
  switch (fault?.kind) {
    case "cut-answer":
      return as(whole.subarray(0, fault.afterBytes), whole.length, "break");
    case "stall-answer":
      return as(whole.subarray(0, fault.afterBytes), whole.length, "stall");
    case "promise-more":
      return as(whole, whole.length + fault.byBytes, "break");
    case "shorten-answer": {
      const rest = whole.subarray(0, Math.max(0, whole.length - fault.byBytes));
      return as(rest, rest.length, "whole");
    }
    case "alter-answer": {
      const altered = Buffer.from(whole);
      if (altered.length > 0) altered[altered.length >> 1]! ^= 0x10;
      return as(altered, altered.length, "whole");
    }
    case "lose-answer":
      return as(whole, whole.length, "lose");
    default:
      return as(whole, whole.length, "whole");
  }
}

function answerError({ status, code, isForeign = false }: Fault & { kind: "status" }, outgoing: ServerResponse): void {
  if (isForeign) {
    outgoing.writeHead(status, { "content-type": "text/html", connection: "close" });
    outgoing.end("<html>no</html>");
    return;
  }
  const id = "5C3D9175B6FC201293AD1234";
  const document = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code ?? ""}</Code><Message>on purpose</Message><RequestId>${id}</RequestId></Error>`;
  const isHead = outgoing.req.method === "HEAD";
  outgoing.writeHead(status, {
    "content-type": "application/xml",
    "x-oss-request-id": id,
    connection: "close",
    ...(isHead && { "x-oss-err": Buffer.from(document).toString("base64") }),
  });
  outgoing.end(isHead ? undefined : document);
}
