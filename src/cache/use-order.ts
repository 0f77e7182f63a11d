/** A kept file, as far as it has to be remembered. */
export interface Entry {
  /** What stands behind the ETag in the file's name. */
  readonly name: string;
  /** What it takes of the disk. */
  readonly diskBytes: number;
  /** When it was last used, ms since 1970, as its file knows it. */
  usedAt: number;
  /** What its name ends in until its bytes are on the disk for good; empty from then on. */
  mark: string;
}

/** The entries by ETag, from the one that was not used for longest to the one used last, and what they take together. */
export class UseOrder {
  // A map goes through its keys in the order in which they were set.
  #entries = new Map<string, Entry>();
  #diskBytes = 0;

  get size(): number {
    return this.#entries.size;
  }

  get diskBytes(): number {
    return this.#diskBytes;
  }

  get(etag: string): Entry | undefined {
    return this.#entries.get(etag);
  }

  /** Adds it as the one used last, in the place of another of that ETag. */
  add(etag: string, entry: Entry): void {
    this.remove(etag);
    this.#entries.set(etag, entry);
    this.#diskBytes += entry.diskBytes;
  }

  /** The entry, from now on the one used last. */
  use(etag: string): Entry | undefined {
    const entry = this.#entries.get(etag);
    if (!entry) return undefined;
    this.#entries.delete(etag);
    this.#entries.set(etag, entry);
    return entry;
  }

  remove(etag: string): void {
    const entry = this.#entries.get(etag);
    if (!entry) return;
    this.#entries.delete(etag);
    this.#diskBytes -= entry.diskBytes;
  }

  /** The one that was not used for longest. */
  oldest(): readonly [etag: string, entry: Entry] | undefined {
    return this.#entries.entries().next().value;
  }

  /** Puts entries that were added in any order into that of their use. */
  sort(): void {
    this.#entries = new Map([...this.#entries].sort(([, a], [, b]) => a.usedAt - b.usedAt));
  }
}
