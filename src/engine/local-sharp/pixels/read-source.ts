import { type FileHandle, open } from "node:fs/promises";
import { Failure } from "../../../base/failure.js";
import type { Format } from "../../../pipeline/format.js";
import { loadHead } from "./load-head.js";
import { formatOf } from "./open-image.js";
import { PartialFile } from "./partial-file.js";

/** Largest file that is read. Source: specification §5. */
export const maxSourceBytes = 20_971_520;

/**
 * The whole of an image file, which is looked at before it is read: a large video costs 4 KiB. Throws BadRequest for what
 * is no supported image, ImageTooLarge for one above the limit.
 */
export function readSource(path: string): Promise<Buffer> {
  return withSource(path, (file) => file.readFile());
}

/**
 * An image file of which only that is read which decides its header: a few kilobytes of most. The rest is zero, the length is
 * the file's. Throws as `readSource`.
 */
export function readSourceHead(path: string): Promise<Buffer> {
  return withSource(path, async (handle, format, size) => {
    const file = new PartialFile({
      size,
      async read(into, at) {
        await handle.read(into, 0, into.length, at);
      },
    });
    await loadHead(file, format);
    return file.bytes;
  });
}

async function withSource(
  path: string,
  read: (file: FileHandle, format: Format, size: number) => Promise<Buffer>,
): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, 4096));
    await file.read(head, 0, head.length, 0);
    const format = formatOf(head);
    if (size > maxSourceBytes)
      throw new Failure(
        "ImageTooLarge",
        { what: "the source file", got: `${size} bytes`, limit: `${maxSourceBytes} bytes` },
        { ec: "0040-00000001" },
      );
    return await read(file, format, size);
  } finally {
    await file.close();
  }
}
