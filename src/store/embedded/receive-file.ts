import { type FileHandle, open, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { asFailure } from "../content/as-failure.js";
import { CheckedContent, type ContentChecks, destroyOnAbort } from "../content/checked-content.js";
import type { ContentFacts } from "../content/content-digest.js";

export interface ReceiveOptions extends ContentChecks {
  /** What the file begins with, before the body: nothing of what is said of the content concerns it but the SHA-256. */
  readonly head?: Buffer | undefined;
}

/**
 * Writes a stream to a new file and syncs it, one piece in memory at a time. On a throw the file is gone again; the body
 * is then destroyed only by an abort, so that a front door can still answer on the socket it came from. Throws EntityTooLarge,
 * RequestTimeout, InvalidDigest.
 */
export async function receiveFile(
  path: string,
  body: Readable,
  { head, ...checks }: ReceiveOptions,
  signal: AbortSignal,
): Promise<ContentFacts> {
  const content = new CheckedContent(checks, head);
  const file = await open(path, "wx");
  try {
    if (head) await file.writeFile(head);
    await copy(file, content, body, signal);
    const facts = content.finish();
    await file.sync();
    await file.close();
    return facts;
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    signal.throwIfAborted();
    throw asFailure(error);
  }
}

async function copy(file: FileHandle, content: CheckedContent, body: Readable, signal: AbortSignal): Promise<void> {
  const release = destroyOnAbort(body, signal);
  try {
    for await (const bytes of content.pieces(body)) {
      // The disk writes while this thread computes.
      const written = file.writeFile(bytes);
      content.update(bytes);
      await written;
    }
  } finally {
    release();
  }
  signal.throwIfAborted();
}
