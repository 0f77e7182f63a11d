import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ComparedImage } from "../../service/ports.js";
import { asFullDisk } from "../as-full-disk.js";
import type { SourceFile } from "./protocol.js";

/**
 * Does `work` with the bytes of finished images as files in the folder, in the same order, which are gone afterwards, whatever
 * happens. Throws what reading and `work` throw, ServiceUnavailable on a full disk, and the reason of the signal.
 */
export async function withSpooled<T>(
  images: readonly Pick<ComparedImage, "byteSize" | "open">[],
  { folder, prefix }: { readonly folder: string; readonly prefix: string },
  signal: AbortSignal,
  work: (files: readonly SourceFile[]) => Promise<T>,
): Promise<T> {
  const files = images.map(({ byteSize }) => ({ path: join(folder, `${prefix}${randomUUID()}`), byteSize }));
  try {
    for (const [index, image] of images.entries()) {
      const writing = pipeline(image.open(), createWriteStream(files[index]!.path), { signal });
      await writing.catch((error: unknown) => {
        signal.throwIfAborted();
        throw asFullDisk(error);
      });
    }
    return await work(files);
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })));
  }
}
