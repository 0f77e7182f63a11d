import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Expectation } from "./expectation.js";

/**
 * A signal that aborts when the connection closes before the response is through. The server's time-out for silent connections
 * is the client's only: while it has said all and waits for an answer, or to be told to go on, the silence is ours, and large copies
 * take long.
 */
export function watchClient(req: IncomingMessage, res: ServerResponse, expectation: Expectation): AbortSignal {
  const gone = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) gone.abort();
  });
  // Without a listener Node would close the connection by itself.
  res.on("timeout", (socket: Socket) => {
    const isClientsTurn = (!req.complete && !expectation.isWaiting) || res.headersSent;
    if (isClientsTurn) socket.destroy();
  });
  return gone.signal;
}
