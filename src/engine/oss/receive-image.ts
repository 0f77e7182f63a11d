import { createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { pipeline as pipeStreams } from "node:stream/promises";
import { type OssStream, unusable } from "../../oss/index.js";
import { type Format, formatFacts } from "../../pipeline/index.js";
import type { LocalFile } from "../../service/ports.js";
import { asFullDisk } from "../as-full-disk.js";
import { sniffFormat } from "../formats/sniff.js";

/** A file with a whole image in it, which whoever gets it releases. */
export interface ReceivedImage {
  readonly file: LocalFile;
  readonly byteSize: number;
}

/**
 * Writes an answer's image to the file `path`. Throws ServiceUnavailable, and leaves no file, when it is shorter or longer than
 * announced, is no image of that format, or does not fit on the disk.
 */
export async function receiveImage(
  { headers, stream }: OssStream,
  format: Format,
  path: string,
  signal: AbortSignal,
): Promise<ReceivedImage> {
  try {
    const written = createWriteStream(path, { flags: "wx" });
    await pipeStreams(stream, written, { signal });
    const announced = headers["content-length"];
    const byteSize = written.bytesWritten;
    if (announced !== undefined && Number(announced) !== byteSize)
      throw unusable(`${byteSize} bytes instead of ${announced}`);
    const [type = ""] = (headers["content-type"] ?? "").split(";");
    const found = await formatOf(path);
    if (found !== format)
      throw unusable(`a result that is ${found ?? "no image"} (${type}), expected ${formatFacts[format].contentType}`);
    return { byteSize, file: { path, release: () => rm(path, { force: true }) } };
  } catch (error) {
    stream.destroy();
    await rm(path, { force: true });
    throw asFullDisk(error);
  }
}

async function formatOf(path: string): Promise<Format | "svg" | undefined> {
  const file = await open(path, "r");
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return sniffFormat(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
