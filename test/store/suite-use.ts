import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Readable } from "node:stream";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { ByteRange, ListedObject, ObjectRef, PutOptions, Store, StoredObject } from "../../src/service/ports.js";
import { Crc64 } from "../../src/store/content/crc64.js";

/** What the parts of the suite share: the store of the running test, in a bucket of its own. */
export interface SuiteUse {
  readonly store: () => Store;
  put(key: string, body: string | Buffer | Readable, options?: Partial<PutOptions>): Promise<StoredObject>;
  read(object: ListedObject, range?: ByteRange): Promise<Buffer>;
  /** Of all objects, in order. */
  keys(): Promise<string[]>;
  /** Waits until equal bytes written again are another version. */
  nextVersion(): Promise<void>;
}

export const bucket = parseBucketName("photos");
export const never = new AbortController().signal;
// One signal for every call there is.
setMaxListeners(0, never);
export const at = (key: string): ObjectRef => ({ bucket, key: parseObjectKey(key) });
export const plain: PutOptions = { contentType: "text/plain", metadata: {} };

export function md5(bytes: string | Buffer, encoding: "hex" | "base64" = "hex"): string {
  return createHash("md5").update(bytes).digest(encoding);
}

/** Decimal, as the port has it. */
export function crc64(bytes: string | Buffer): string {
  return new Crc64().update(Buffer.from(bytes)).value().toString();
}
