import { type FileHandle, open, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { Failure } from "../../base/failure.js";
import { asFailure } from "../content/as-failure.js";
import { ContentDigest, type ContentFacts } from "../content/content-digest.js";

export interface ReceiveOptions {
  /** What the file begins with, before the body: nothing of what is said of the content concerns it but the SHA-256. */
  readonly head?: Buffer | undefined;
  /** More is EntityTooLarge. */
  readonly maxBytes: number;
  /** Fewer or more is RequestTimeout. */
  readonly expectedBytes?: number | undefined;
  /** Base64 of 16 bytes; another digest is InvalidDigest. */
  readonly expectedMd5?: string | undefined;
}

/**
 * Writes a stream to a new file and syncs it, one piece in memory at a time. On a throw the file is gone again; the body
 * is then destroyed only by an abort, so that a front door can still answer on the socket it came from.
 */
export async function receiveFile(
  path: string,
  body: Readable,
  options: ReceiveOptions,
  signal: AbortSignal,
): Promise<ContentFacts> {
  const { maxBytes, expectedBytes, expectedMd5 } = options;
  if ((expectedBytes ?? 0) > maxBytes) throw new Failure("EntityTooLarge", { limit: maxBytes });
  if (expectedMd5 !== undefined && !/^[A-Za-z0-9+/]{22}==$/.test(expectedMd5))
    throw new Failure("InvalidDigest", { provided: expectedMd5 });
  const file = await open(path, "wx");
  try {
    const facts = await untilAborted(body, signal, () => copy(file, body, options));
    signal.throwIfAborted();
    if (expectedMd5 !== undefined && !facts.md5.equals(Buffer.from(expectedMd5, "base64")))
      throw new Failure("InvalidDigest", { provided: expectedMd5 });
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

/** Destroys the body when the signal aborts during `work`, which then fails; afterwards the body is its owner's again. */
async function untilAborted<T>(body: Readable, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const abort = () => body.destroy(signal.reason instanceof Error ? signal.reason : undefined);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function copy(file: FileHandle, body: Readable, options: ReceiveOptions): Promise<ContentFacts> {
  const { head, maxBytes, expectedBytes } = options;
  const digest = new ContentDigest(head);
  if (head) await file.writeFile(head);
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    if (digest.byteSize + bytes.length > maxBytes) throw new Failure("EntityTooLarge", { limit: maxBytes });
    if (digest.byteSize + bytes.length > (expectedBytes ?? maxBytes)) throw new Failure("RequestTimeout", {});
    // The disk writes while this thread computes.
    const written = file.writeFile(bytes);
    digest.update(bytes);
    await written;
  }
  if (expectedBytes !== undefined && digest.byteSize !== expectedBytes) throw new Failure("RequestTimeout", {});
  return digest.finish();
}
