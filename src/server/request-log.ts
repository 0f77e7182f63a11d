import type { IncomingMessage, ServerResponse } from "node:http";
import { performance } from "node:perf_hooks";
import type { Log } from "../base/log.js";
import type { Route } from "./route.js";

export interface RequestFacts {
  readonly door: Route;
  readonly method: string;
  readonly status: number;
  /** The client left, or was cut off, before the answer was complete. */
  readonly aborted: boolean;
  readonly seconds: number;
}

/** Looks at a request when it comes; the answer writes its one line when its connection has let go of it. */
export function logRequest(
  { log, client }: { log: Log; client: string },
  door: Route,
  request: IncomingMessage,
): (response: ServerResponse) => RequestFacts {
  const { socket, headers, method = "" } = request;
  const startedAt = performance.now();
  const writtenBefore = socket.bytesWritten;
  return (response) => {
    const ms = performance.now() - startedAt;
    const status = response.statusCode;
    const bytes = socket.bytesWritten - writtenBefore;
    const aborted = !isComplete(response, bytes);
    log.info("request", {
      door,
      method,
      host: headers.host,
      ...loggable(request.url ?? ""),
      // Before that it is not decided.
      ...(response.headersSent && { status }),
      ms: Math.round(ms * 10) / 10,
      bytes,
      client,
      ...(aborted && { aborted }),
    });
    return { door, method, status, aborted, seconds: ms / 1000 };
  };
}

/** A client that has all the bytes it was promised may close before the server's own end of the stream comes by. */
function isComplete(response: ServerResponse, bytes: number): boolean {
  const promised = response.getHeader("content-length");
  return response.writableFinished || (promised !== undefined && bytes >= Number(promised));
}

/** Path and process string of a request target. Nothing else of the query is kept: signatures and tokens stand there. */
export function loggable(target: string): { path: string; process?: string } {
  const mark = target.indexOf("?");
  if (mark < 0) return { path: target };
  const process = /(?:^|&)x-oss-process=([^&]*)/.exec(target.slice(mark + 1))?.[1];
  return { path: target.slice(0, mark), ...(process !== undefined && { process: process.slice(0, 500) }) };
}
