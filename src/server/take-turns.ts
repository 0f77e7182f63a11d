import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Begins the work on a request when its turn has come; never where the connection ends before, as it does behind an answer that
 * says so. Source: RFC 9112 §9.6.
 */
export type TakeTurns = (request: IncomingMessage, response: ServerResponse, begin: () => void) => void;

/** The requests of one connection. */
interface Line {
  last: ServerResponse;
  waiting: number;
}

/** More requests than this on one connection without waiting for an answer are no client's. */
const maxWaiting = 100;
/** An answer that streams a body has ten already, as many as Node thinks right; whoever waits for its end is one more. */
const maxListeners = 20;

/**
 * Works the requests of one connection one after another, as their answers go out. Node would begin each as soon as it has
 * read its head: some kilobytes of requests would open thousands of files for answers whose turn is far away. A connection with
 * too many that wait is cut.
 */
export function takeTurns(): TakeTurns {
  const lines = new WeakMap<Socket, Line>();
  return (request, response, begin) => {
    const { socket } = request;
    if (socket.writableEnded) return;
    response.setMaxListeners(maxListeners);
    const line = lines.get(socket);
    if (!line || line.last.closed) {
      lines.set(socket, { last: response, waiting: 0 });
      begin();
      return;
    }
    if (line.waiting >= maxWaiting) {
      socket.destroy();
      return;
    }
    line.waiting += 1;
    line.last.once("close", () => {
      line.waiting -= 1;
      if (!socket.destroyed && !socket.writableEnded) begin();
    });
    line.last = response;
  };
}
