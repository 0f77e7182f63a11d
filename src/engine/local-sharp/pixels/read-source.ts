import { open } from "node:fs/promises";
import { Failure } from "../../../base/failure.js";
import { formatOf } from "./open-image.js";

/** Largest file that is read. Source: specification §5. */
export const maxSourceBytes = 20_971_520;

/**
 * The whole of an image file, which is looked at before it is read: a large video costs 4 KiB. Throws BadRequest for what
 * is no supported image, ImageTooLarge for one above the limit.
 */
export async function readSource(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, 4096));
    await file.read(head, 0, head.length, 0);
    formatOf(head);
    if (size > maxSourceBytes)
      throw new Failure(
        "ImageTooLarge",
        { what: "the source file", got: `${size} bytes`, limit: `${maxSourceBytes} bytes` },
        { ec: "0040-00000001" },
      );
    return await file.readFile();
  } finally {
    await file.close();
  }
}
