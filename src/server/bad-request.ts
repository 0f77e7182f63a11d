import type { Socket } from "node:net";
import type { Log } from "../base/log.js";
import { newRequestId } from "./exchange.js";

const answers: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Content Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * Answers bytes that are no HTTP request; no handler ever sees them. Where an earlier answer of the connection is on its way
 * (`isAnswering`), the connection is cut instead: the client would take this answer for a part of that one.
 */
export function answerBadRequest(log: Log, error: Error, socket: Socket, isAnswering: boolean): void {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ECONNRESET" || !socket.writable || isAnswering) {
    socket.destroy();
    return;
  }
  const requestId = newRequestId();
  const status = answers[code] ?? "400 Bad Request";
  log.info("not a request", { requestId, status, reason: code || error.message, client: socket.remoteAddress });
  socket.end(`HTTP/1.1 ${status}\r\nx-oss-request-id: ${requestId}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
