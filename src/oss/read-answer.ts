import type { IncomingMessage } from "node:http";
import { Failure } from "../base/failure.js";
import type { Silence } from "./silence.js";
import { OssFault } from "./trouble.js";

/** Header values as Node has them; names in lower case. */
export type OssHeaders = Readonly<Record<string, string>>;

/** What was answered to one sending. */
export interface Answered {
  readonly status: number;
  readonly headers: OssHeaders;
  /** All of them; empty where they are left to be read. For a HEAD that failed, the document from its header. */
  readonly bytes: Buffer;
  /** What was left to be read. Throws OssFault when it breaks off. */
  readonly chunks?: AsyncGenerator<Buffer>;
  /** Ends the connection when not all of it was read. */
  readonly abandon?: () => void;
}

/** More than that in one piece is no answer of the service: a listing of a thousand long keys has 4 MB. */
const maxDocumentBytes = 16 * 1024 * 1024;
/** It takes no longer than so many of the longest silences: a little now and then is no answer either. */
const maxDocumentSilences = 12;

/**
 * Reads an answer: all of it, or for a good one that is to be streamed nothing yet. Throws OssFault for half of one, and for one
 * that is not the service's.
 */
export async function readAnswer(
  response: IncomingMessage,
  { wantsStream }: { readonly wantsStream: boolean },
  silence: Silence,
): Promise<Answered> {
  response.on("error", () => {});
  const status = response.statusCode ?? 0;
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  const chunks = read(response, silence);
  // Every answer of the service has one; whatever stands between may answer, too.
  if (!headers["x-oss-request-id"]) {
    response.destroy();
    silence.heard();
    throw new OssFault(`an answer of status ${status} that is not the object storage's`);
  }
  if (wantsStream && status < 300) {
    silence.heard();
    const abandon = () => {
      if (!response.complete) response.destroy();
    };
    return { status, headers, bytes: Buffer.alloc(0), chunks, abandon };
  }
  const bytes = await collect(chunks, maxDocumentSilences * silence.ms);
  const hidden = bytes.length === 0 ? headers["x-oss-err"] : undefined;
  return { status, headers, bytes: hidden === undefined ? bytes : Buffer.from(hidden, "base64") };
}

async function collect(chunks: AsyncGenerator<Buffer>, limitMs: number): Promise<Buffer> {
  const startedAt = performance.now();
  const pieces: Buffer[] = [];
  let byteSize = 0;
  for await (const piece of chunks) {
    byteSize += piece.length;
    if (byteSize > maxDocumentBytes) throw new OssFault(`a document of more than ${maxDocumentBytes} bytes`);
    if (performance.now() - startedAt > limitMs) throw new OssFault(`a document that takes longer than ${limitMs} ms`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, byteSize);
}

/** The bytes of an answer, at the reader's pace; whoever leaves early ends the connection. */
async function* read(response: IncomingMessage, silence: Silence): AsyncGenerator<Buffer> {
  const pieces: AsyncIterator<Buffer> = response[Symbol.asyncIterator]();
  try {
    for (;;) {
      silence.expect();
      const piece = await pieces.next();
      silence.heard();
      if (piece.done) break;
      yield piece.value;
    }
    if (!response.complete) throw new OssFault("an answer that broke off");
  } catch (cause) {
    throw asFault(cause, silence);
  } finally {
    silence.heard();
    if (!response.complete) response.destroy();
  }
}

/** What broke an exchange, in words of its own. */
export function asFault(cause: unknown, silence: Silence): unknown {
  if (cause instanceof Failure || cause instanceof OssFault) return cause;
  const said = silence.isOver ? "silence for too long" : `a broken connection (${(cause as Error).message})`;
  return new OssFault(said, { cause });
}
