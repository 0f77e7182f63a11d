import { hash } from "node:crypto";

/** What a version signs with: version 1 HMAC-SHA1 in base64, version 4 HMAC-SHA256 in lower-case hex. */
type Form =
  | { readonly digest: "sha1"; readonly encoding: "base64" }
  | { readonly digest: "sha256"; readonly encoding: "hex" };

/** Of both digests, in bytes. */
const blockSize = 64;

/**
 * A key that makes signatures. It prepares once what HMAC does with a key, so that a signature costs two plain digests; Node's
 * own Hmac object costs a server some three times as much, most of it for making the object. Source: RFC 2104 §4.
 */
export class SigningKey {
  readonly #form: Form;
  /** Wire strings of a block each. */
  readonly #inner: string;
  readonly #outer: string;

  constructor(form: Form, secret: Buffer) {
    const block = Buffer.alloc(blockSize);
    (secret.length > blockSize ? hash(form.digest, secret, "buffer") : secret).copy(block);
    this.#form = form;
    this.#inner = padded(block, 0x36);
    this.#outer = padded(block, 0x5c);
  }

  /** The signature of a wire string. */
  sign(stringToSign: string): string {
    const { digest, encoding } = this.#form;
    const inner = hash(digest, bytesOf(this.#inner + stringToSign), "binary");
    return hash(digest, bytesOf(this.#outer + inner), encoding);
  }
}

function padded(block: Buffer, pad: number): string {
  return Buffer.from(block.map((byte) => byte ^ pad)).toString("latin1");
}

function bytesOf(wire: string): Buffer {
  return Buffer.from(wire, "latin1");
}
