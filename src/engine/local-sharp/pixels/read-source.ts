import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import type { Format } from "../../../pipeline/format.js";
import { refuseLargeFile } from "../../../pipeline/limits.js";
import { asStillAvif } from "../../formats/as-still-avif.js";
import type { SourceFile } from "../protocol.js";
import { loadHead } from "./load-head.js";
import { formatOf } from "./open-image.js";
import { PartialFile } from "./partial-file.js";

/**
 * The whole of an image file, which is looked at before it is read: a large video costs 4 KiB. Throws BadRequest for what
 * is no supported image, ImageTooLarge for one above the limit.
 */
export async function readSource(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, sniffedBytes));
    await file.read(head, 0, head.length, 0);
    admit(head, size);
    return asStillAvif(await file.readFile());
  } finally {
    await file.close();
  }
}

/**
 * An image file of which only that is read which decides its header: 64 KiB of most. The rest is zero, the length is the
 * file's. Throws as `readSource`. It waits for the disk: passing so little through other threads takes longer than reading it.
 */
export function readSourceHead(path: string): Buffer {
  return readHead(path, Infinity);
}

/** The same of a file whose end may be missing; `undefined` where the header goes on there. */
export function readAvailableHead({ path, availableBytes = Infinity }: SourceFile): Buffer | undefined {
  try {
    return readHead(path, availableBytes);
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

function readHead(path: string, availableBytes: number): Buffer {
  const descriptor = openSync(path, "r");
  try {
    const { size } = fstatSync(descriptor);
    const read = (into: Buffer, at: number) => {
      if (Math.min(at + into.length, size) > availableBytes) throw new Beyond();
      return readSync(descriptor, into, 0, into.length, at);
    };
    const head = Buffer.alloc(Math.min(size, sniffedBytes));
    read(head, 0);
    const format = admit(head, size);
    const file = new PartialFile({ size, read });
    loadHead(file, format);
    return asStillAvif(file.bytes);
  } finally {
    closeSync(descriptor);
  }
}

/** Something was asked for that is not there yet. */
class Beyond extends Error {}

/** What the format is told from. */
const sniffedBytes = 4096;

function admit(head: Uint8Array, size: number): Format {
  const format = formatOf(head);
  refuseLargeFile(size);
  return format;
}
