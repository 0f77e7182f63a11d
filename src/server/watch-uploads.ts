import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../base/log.js";

export interface UploadPace {
  /** The least that a body must bring on average; 0: silence alone ends it. */
  readonly minBytesPerSecond: number;
  /** How long it is looked at before it is judged, ms. */
  readonly windowMs: number;
}

/** Watches bodies come in, so that nobody holds a connection with a few bytes now and then. */
export interface UploadWatch {
  /** Watches a request until its body is there. */
  watch(request: IncomingMessage, response: ServerResponse, log: Log): void;
  stop(): void;
}

interface Upload {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly log: Log;
  /** What the connection had brought when it was looked at last. */
  received?: number;
}

/**
 * Cuts the connections of bodies that stay below a pace for a whole window while this side waits for them, and of those that
 * nobody wants any more: their answer is out. Downloads need no such watch: the system takes bytes for a slow reader in
 * portions so large that the idle time-out of the connection is a least pace.
 */
export function watchUploads({ minBytesPerSecond, windowMs }: UploadPace): UploadWatch {
  const uploads = new Set<Upload>();
  const least = (minBytesPerSecond * windowMs) / 1000;

  const look = () => {
    for (const upload of uploads) {
      const { request, response, log, received } = upload;
      const { socket } = request;
      if (request.complete || socket.destroyed) {
        uploads.delete(upload);
        continue;
      }
      upload.received = socket.bytesRead;
      if (received === undefined) continue;
      // What lies here unread is waited for by nobody but us.
      const isSlow = socket.bytesRead - received < least && request.readableLength === 0;
      const isUnwanted = response.writableFinished;
      if (!isSlow && !isUnwanted) continue;
      log.info("connection cut", {
        reason: isSlow ? "the body comes too slowly" : "nobody wants the rest of the body",
      });
      socket.destroy();
      uploads.delete(upload);
    }
  };
  const timer = setInterval(look, windowMs).unref();

  return {
    watch(request, response, log) {
      const upload: Upload = { request, response, log };
      uploads.add(upload);
      request.once("end", () => uploads.delete(upload));
      response.once("close", () => {
        if (request.complete) uploads.delete(upload);
      });
    },
    stop: () => clearInterval(timer),
  };
}
