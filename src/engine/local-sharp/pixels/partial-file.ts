/** Bytes that can be read from any place; a file, or a stand-in for one. */
export interface ByteSource {
  readonly size: number;
  /** Fills `into`, which lies within the source. */
  read(into: Buffer, at: number): unknown;
}

/** A file of which only some parts are read. */
export class PartialFile {
  /** As long as the file, zero where it was not read: the system gives no memory to such places. */
  readonly bytes: Buffer;
  readonly #source: ByteSource;
  readonly #read: Uint8Array;

  constructor(source: ByteSource) {
    this.#source = source;
    this.bytes = Buffer.alloc(source.size);
    this.#read = new Uint8Array(Math.ceil(source.size / pageBytes));
  }

  get size(): number {
    return this.bytes.length;
  }

  /** Reads what is missing of a range, rounded to pages; what lies beyond the end is left out. */
  load(at: number, length: number): void {
    const end = Math.min(this.#read.length, Math.ceil((at + length) / pageBytes));
    for (let page = Math.floor(at / pageBytes); page < end; page++) {
      if (this.#read[page]) continue;
      const first = page;
      while (page < end && !this.#read[page]) this.#read[page++] = 1;
      this.#source.read(this.bytes.subarray(first * pageBytes, page * pageBytes), first * pageBytes);
    }
  }

  loadAll(): void {
    this.load(0, this.size);
  }
}

const pageBytes = 4096;
