/** Bytes of the small results that were used last, as many as have room in memory: those that everybody asks for cost no disk. */
export class RecentBytes {
  // A map goes through its keys in the order in which they were set.
  readonly #bytes = new Map<string, Buffer>();
  readonly #maxBytes: number;
  #total = 0;

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
    this.#total += bytes.length;
    for (const oldest of this.#bytes.keys()) {
      if (this.#total <= this.#maxBytes) return;
      this.remove(oldest);
    }
  }

  remove(etag: string): void {
    this.#total -= this.#bytes.get(etag)?.length ?? 0;
    this.#bytes.delete(etag);
  }
}
