import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

/** All bytes of what a service opened. */
export async function bytesOf(content: Readable | Buffer): Promise<Buffer> {
  return Buffer.isBuffer(content) ? content : buffer(content);
}
