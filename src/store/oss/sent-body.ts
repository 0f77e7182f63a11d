import type { Readable } from "node:stream";
import { asFailure } from "../content/as-failure.js";
import { CheckedContent, type ContentChecks, destroyOnAbort } from "../content/checked-content.js";
import type { ContentFacts } from "../content/content-digest.js";

/** A body on its way to the object storage. */
export interface SentBody {
  /** All of it, where it is small: it can be sent again then. */
  readonly content: Buffer | AsyncIterable<Uint8Array>;
  /** Length and MD5, as far as they are known beforehand. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of all that was sent; complete once it was. */
  facts(): ContentFacts;
  /** Lets go of the signal: from now on the body is its owner's again. */
  release(): void;
}

/** Bodies up to this size are held in memory while they are sent. */
const heldBytes = 1024 * 1024;

/**
 * Begins to read a body, and checks what goes by: the last piece is held back until all is known to be as announced, so that
 * the storage never has the whole of a body that is wrong. Aborting destroys the body; nothing else does. Throws InvalidDigest,
 * EntityTooLarge, RequestTimeout, at once or from `content`.
 */
export async function sentBody(body: Readable, checks: ContentChecks, signal: AbortSignal): Promise<SentBody> {
  const { expectedBytes, expectedMd5 } = checks;
  const checking = new CheckedContent(checks);
  const release = destroyOnAbort(body, signal);
  try {
    let facts: ContentFacts | undefined;
    const checked = checkedPieces(checking, body, signal, (all) => {
      facts = all;
    });
    const first = await readUpTo(checked, heldBytes);
    return {
      content: first.isAll ? Buffer.concat(first.pieces) : rejoined(first.pieces, checked),
      headers: {
        ...(expectedMd5 !== undefined && { "Content-MD5": expectedMd5 }),
        ...(!first.isAll && expectedBytes !== undefined && { "Content-Length": String(expectedBytes) }),
      },
      facts: () => {
        if (!facts) throw new Error("the body was not sent whole");
        return facts;
      },
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function* checkedPieces(
  checking: CheckedContent,
  body: Readable,
  signal: AbortSignal,
  onEnd: (facts: ContentFacts) => void,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined;
  try {
    for await (const bytes of checking.pieces(body)) {
      checking.update(bytes);
      if (held) yield held;
      held = bytes;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw asFailure(error);
  }
  signal.throwIfAborted();
  onEnd(checking.finish());
  if (held) yield held;
}

async function readUpTo(
  pieces: AsyncGenerator<Uint8Array>,
  bytes: number,
): Promise<{ readonly pieces: Uint8Array[]; readonly isAll: boolean }> {
  const read: Uint8Array[] = [];
  let byteSize = 0;
  while (byteSize <= bytes) {
    const piece = await pieces.next();
    if (piece.done) return { pieces: read, isAll: true };
    read.push(piece.value);
    byteSize += piece.value.length;
  }
  return { pieces: read, isAll: false };
}

async function* rejoined(first: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}
