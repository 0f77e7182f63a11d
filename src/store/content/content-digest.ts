import { createHash } from "node:crypto";
import { Crc64 } from "./crc64.js";

/** What is known of some content once all of it went by. */
export interface ContentFacts {
  readonly byteSize: number;
  /** 16 bytes. */
  readonly md5: Buffer;
  /** Lower-case hex; of the whole file, where that begins with other bytes. */
  readonly sha256: string;
  /** CRC-64/XZ, decimal. */
  readonly crc64: string;
}

/** Every checksum an object needs, in one go over its bytes. */
export class ContentDigest {
  readonly #md5 = createHash("md5");
  readonly #sha256 = createHash("sha256");
  readonly #crc64 = new Crc64();
  #byteSize = 0;

  /** `head` is what the file begins with before this content. */
  constructor(head?: Uint8Array) {
    if (head) this.#sha256.update(head);
  }

  /** Bytes so far. */
  get byteSize(): number {
    return this.#byteSize;
  }

  update(bytes: Uint8Array): void {
    this.#byteSize += bytes.length;
    this.#md5.update(bytes);
    this.#sha256.update(bytes);
    this.#crc64.update(bytes);
  }

  /** Once, at the end. */
  finish(): ContentFacts {
    return {
      byteSize: this.#byteSize,
      md5: this.#md5.digest(),
      sha256: this.#sha256.digest("hex"),
      crc64: this.#crc64.value().toString(),
    };
  }
}
