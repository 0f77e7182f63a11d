/** Bytes of the small results that were used last, as many as have room in memory: those that everybody asks for cost no disk. */
export class RecentBytes {
  // A map goes through its keys in the order in which they were set.
  readonly #bytes = new Map<string, Buffer>();
  readonly #maxBytes: number;
  #total = 0;

  /** `maxBytes` counts what it takes to hold them, too. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The bytes, from now on those used last. */
  use(etag: string): Buffer | undefined {
    const bytes = this.#bytes.get(etag);
    if (!bytes) return undefined;
    this.#bytes.delete(etag);
    this.#bytes.set(etag, bytes);
    return bytes;
  }

  /** Adds them as those used last; the oldest go. */
  add(etag: string, bytes: Buffer): void {
    this.remove(etag);
    this.#bytes.set(etag, bytes);
    this.#total += heldBytes(bytes);
    for (const oldest of this.#bytes.keys()) {
      if (this.#total <= this.#maxBytes) return;
      this.remove(oldest);
    }
  }

  remove(etag: string): void {
    const bytes = this.#bytes.get(etag);
    if (!bytes) return;
    this.#bytes.delete(etag);
    this.#total -= heldBytes(bytes);
  }
}

/** Measured of a buffer of its own, its ETag and its place in the map: far more than the answer to a question. */
export const overheadBytes = 700;

function heldBytes(bytes: Buffer): number {
  return bytes.length + overheadBytes;
}
