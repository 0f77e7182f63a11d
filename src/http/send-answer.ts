import type { IncomingMessage, ServerResponse } from "node:http";
import { finished, pipeline } from "node:stream/promises";
import { assertNever } from "../base/assert-never.js";
import type { Answer } from "./answer.js";

/** A body of so many bytes that nobody wants is read without the answer waiting for it, and its connection serves on. */
const maxSmallBytes = 16 * 1024 * 1024;
/** Of a larger one, so much is read as comes in this time, ms: clients that write first and read then get to see the answer. */
const maxDrainMs = 30_000;
/** A client that sends nothing for so long, ms, is not kept from reading; nor one that waits to be told to send, and so far does. */
const maxSilenceMs = 1_000;
const maxWaitingSilenceMs = 200;

export interface SendUse {
  readonly signal: AbortSignal;
  /** The client waits to be told to send its body, and will not be. */
  readonly isWaiting: boolean;
}

/**
 * Writes an answer and ends the response. Streams with back-pressure; aborting ends the transfer, and what the bytes are
 * read from is freed in any case. Rejects when the bytes cannot be opened (nothing is sent yet) or not be read to their end
 * (the connection is cut, as the length was promised).
 */
export async function sendAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  answer: Answer,
  { signal, isWaiting }: SendUse,
): Promise<void> {
  const { status, body } = answer;
  try {
    // Node closes the connection of a client that waits, since some send all the same.
    const isUnread = !req.complete && (isWaiting || !isSmall(req));
    const content = body.kind === "bytes" && req.method !== "HEAD" ? await body.open() : undefined;
    try {
      // The length comes last: after it Node would write a Content-Disposition in another encoding.
      res.writeHead(status, { ...answer.headers, ...lengthHeader(answer), ...(isUnread && { Connection: "close" }) });
    } catch (error) {
      if (content && !Buffer.isBuffer(content)) content.destroy();
      throw error;
    }
    if (content && !Buffer.isBuffer(content)) return await pipeline(content, res, { signal });

    if (body.kind === "text" && req.method !== "HEAD") {
      // As bytes: together with a string Node would send the headers in UTF-8, and they are bytes already.
      res.write(Buffer.from(body.text));
      if (isUnread) await drain(req, signal, isWaiting ? maxWaitingSilenceMs : maxSilenceMs);
    }
    res.end(content);
    await finished(res, { readable: false, signal });
  } finally {
    if (body.kind === "bytes") await body.release?.();
  }
}

/** Every answer says its length, except where the status forbids it. */
function lengthHeader({ status, body }: Answer): { "Content-Length"?: number } {
  if (status === 204 || status === 304) return {};
  switch (body.kind) {
    case "empty":
      return { "Content-Length": 0 };
    case "text":
      return { "Content-Length": Buffer.byteLength(body.text) };
    case "bytes":
    case "unsent":
      return { "Content-Length": body.byteSize };
    default:
      return assertNever(body);
  }
}

/** A body that Node may read to its end in the background without harm. */
function isSmall({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) <= maxSmallBytes;
}

/** A client that is still sending reads no answer before its connection is closed under it; one that stopped has read it. */
async function drain(req: IncomingMessage, signal: AbortSignal, silenceMs: number): Promise<void> {
  let giveUp = () => {};
  const enough = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
  });
  const timers = [setTimeout(giveUp, maxDrainMs), setTimeout(giveUp, silenceMs)] as const;
  signal.addEventListener("abort", giveUp, { once: true });
  const chunks: AsyncIterator<Buffer> = req.iterator({ destroyOnReturn: false });
  try {
    while (!signal.aborted) {
      const next = await Promise.race([chunks.next(), enough]);
      if (next === undefined || next.done) return;
      timers[1].refresh();
    }
  } catch {
    // The client stopped sending, which is what this waits for.
  } finally {
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}
