import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * A signal that aborts when the connection closes before the response is through. The server's time-out for silent connections
 * is the client's only: while it has said all and waits for an answer, the silence is ours, and large copies take long.
 */
export function watchClient(req: IncomingMessage, res: ServerResponse): AbortSignal {
  const gone = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) gone.abort();
  });
  // Without a listener Node would close the connection by itself.
  res.on("timeout", (socket: Socket) => {
    if (!req.complete || res.headersSent) socket.destroy();
  });
  return gone.signal;
}
