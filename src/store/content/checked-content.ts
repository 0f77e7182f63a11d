import type { Readable } from "node:stream";
import { Failure } from "../../base/failure.js";
import { ContentDigest, type ContentFacts } from "./content-digest.js";

/** What must hold for a body that is to be stored. */
export interface ContentChecks {
  /** More is EntityTooLarge. */
  readonly maxBytes: number;
  /** Fewer or more is RequestTimeout. */
  readonly expectedBytes?: number | undefined;
  /** Base64 of 16 bytes; another digest is InvalidDigest. */
  readonly expectedMd5?: string | undefined;
}

/** The bytes of a body as they go by: digested, and refused as soon as they are not what was announced. */
export class CheckedContent {
  readonly #digest: ContentDigest;

  /** `head` is what the file begins with before this content. Throws EntityTooLarge, InvalidDigest for what cannot come right. */
  constructor(
    private readonly checks: ContentChecks,
    head?: Uint8Array,
  ) {
    const { maxBytes, expectedBytes, expectedMd5 } = checks;
    if ((expectedBytes ?? 0) > maxBytes) throw new Failure("EntityTooLarge", { limit: maxBytes });
    if (expectedMd5 !== undefined && !/^[A-Za-z0-9+/]{22}==$/.test(expectedMd5))
      throw new Failure("InvalidDigest", { provided: expectedMd5 });
    this.#digest = new ContentDigest(head);
  }

  /** Each piece, before it is digested. Throws EntityTooLarge, RequestTimeout for more than was announced. */
  async *pieces(body: Readable): AsyncGenerator<Uint8Array> {
    const { maxBytes, expectedBytes = maxBytes } = this.checks;
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      const byteSize = this.#digest.byteSize + bytes.length;
      if (byteSize > maxBytes) throw new Failure("EntityTooLarge", { limit: maxBytes });
      if (byteSize > expectedBytes) throw new Failure("RequestTimeout", {});
      yield bytes;
    }
  }

  update(bytes: Uint8Array): void {
    this.#digest.update(bytes);
  }

  /** Once, at the end. Throws RequestTimeout for fewer bytes than announced, InvalidDigest. */
  finish(): ContentFacts {
    const { expectedBytes, expectedMd5 } = this.checks;
    if (expectedBytes !== undefined && this.#digest.byteSize !== expectedBytes) throw new Failure("RequestTimeout", {});
    const facts = this.#digest.finish();
    if (expectedMd5 !== undefined && !facts.md5.equals(Buffer.from(expectedMd5, "base64")))
      throw new Failure("InvalidDigest", { provided: expectedMd5 });
    return facts;
  }
}

/** Destroys the body when the signal aborts, until what it answers is called: then the body is its owner's again. Throws what aborted. */
export function destroyOnAbort(body: Readable, signal: AbortSignal): () => void {
  signal.throwIfAborted();
  const abort = () => body.destroy(signal.reason instanceof Error ? signal.reason : undefined);
  signal.addEventListener("abort", abort, { once: true });
  return () => signal.removeEventListener("abort", abort);
}
