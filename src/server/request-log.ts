import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { performance } from "node:perf_hooks";
import type { Log } from "../base/log.js";
import { clientAddress } from "./client-address.js";
import type { Route } from "./route.js";

export interface RequestFacts {
  readonly door: Route;
  readonly method: string;
  readonly status: number;
  /** The client left, or was cut off, before the answer was complete. */
  readonly aborted: boolean;
  readonly seconds: number;
}

/** Writes one line and calls `done` when the answer is out, however it ended. */
export function logRequest(
  use: { log: Log; believed: BlockList; done: (facts: RequestFacts) => void },
  door: Route,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const startedAt = performance.now();
  const client = clientAddress(
    request.socket.remoteAddress,
    String(request.headers["x-forwarded-for"] ?? ""),
    use.believed,
  );
  const writtenBefore = request.socket.bytesWritten;
  response.once("close", () => {
    const ms = performance.now() - startedAt;
    const method = request.method ?? "";
    const aborted = !response.writableFinished;
    use.done({ door, method, status: response.statusCode, aborted, seconds: ms / 1000 });
    use.log.info("request", {
      door,
      method,
      host: request.headers.host,
      ...loggable(request.url ?? ""),
      status: response.statusCode,
      ms: Math.round(ms * 10) / 10,
      bytes: request.socket.bytesWritten - writtenBefore,
      client,
      ...(aborted && { aborted }),
    });
  });
}

/** Path and process string of a request target. Nothing else of the query is kept: signatures and tokens stand there. */
export function loggable(target: string): { path: string; process?: string } {
  const mark = target.indexOf("?");
  if (mark < 0) return { path: target };
  const process = /(?:^|&)x-oss-process=([^&]*)/.exec(target.slice(mark + 1))?.[1];
  return { path: target.slice(0, mark), ...(process !== undefined && { process: process.slice(0, 500) }) };
}
