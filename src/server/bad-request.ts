import type { Socket } from "node:net";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import { errorXml } from "../http/index.js";
import { newRequestId } from "./exchange.js";

/** Of a request line and its headers together. */
export const maxHeaderBytes = 32 * 1024;

const answers: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Content Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * Answers bytes that are no HTTP request; no handler ever sees them. The document tells the vendor's clients why: some send a
 * length beside chunked coding, some count the characters of a text for its bytes, and one reads no answer without a date.
 * Where an earlier answer of the connection is on its way (`isAnswering`), the connection is cut instead: the client would
 * take this answer for a part of that one.
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
  const failure = failureOf(code, error);
  const xml = errorXml(failure, { id: requestId, host: "" });
  const headers = [
    "Server: AliyunOSS",
    `Date: ${new Date().toUTCString()}`,
    `x-oss-request-id: ${requestId}`,
    "Connection: close",
    "Content-Type: application/xml",
    `Content-Length: ${Buffer.byteLength(xml)}`,
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join("\r\n")}\r\n\r\n${xml}`);
}

/** What is wrong, and for the usual mistakes what to do about it. */
function failureOf(code: string, error: Error): Failure {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new Failure(
        "InvalidRequest",
        { reason: `Request line and headers take more than ${maxHeaderBytes} bytes.` },
        { hint: "Send fewer or shorter ones; a long process string can be a style." },
      );
    case "HPE_INVALID_TRANSFER_ENCODING":
    case "HPE_UNEXPECTED_CONTENT_LENGTH":
      return new Failure(
        "InvalidRequest",
        { reason: `This is no HTTP request: ${parserReason(error)}.` },
        { hint: "Leave one of the two out, or have both taken with IMGRAPH_LENIENT_HTTP=on." },
      );
    default:
      return new Failure("InvalidRequest", { reason: `This is no HTTP request: ${parserReason(error)}.` });
  }
}

/** What Node's parser says, one of its own fixed texts, as in `Transfer-Encoding can't be present with Content-Length`. */
function parserReason(error: Error): string {
  const reason = "reason" in error ? error.reason : undefined;
  return typeof reason === "string" && reason !== "" ? reason : "it cannot be read";
}
