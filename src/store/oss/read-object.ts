import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Failure } from "../../base/failure.js";
import { type OssCall, type OssClient, OssFault } from "../../oss/index.js";
import type { ByteRange, ListedObject, Store } from "../../service/ports.js";
import { asFailure } from "../content/as-failure.js";
import { Crc64 } from "../content/crc64.js";
import { unlessAbsent } from "./absent.js";
import { isVersion } from "./find-object.js";
import { SourceFiles } from "./source-files.js";

export interface ReadUse {
  readonly client: OssClient;
  /** Holds files with the bytes of objects while engines read them. */
  readonly workDir: string;
  /** A larger object is not fetched into a file. */
  readonly maxFileBytes: number;
}

const filePrefix = "source-";

/** Of an object so many times as long as the bytes that are wanted, no more than those are fetched. */
const muchLonger = 8;

/** What files that nobody reads just now may take of the disk. */
const keptFileBytes = 256 * 1024 ** 2;

/** Makes the folder and removes what an earlier process left. */
export async function prepareWorkDir(workDir: string): Promise<void> {
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(workDir))
    if (name.startsWith(filePrefix)) await rm(join(workDir, name), { force: true });
}

/** The bytes of objects: exactly those of the version that was found, all of them and undamaged, or an error. */
export function reading({ client, workDir, maxFileBytes }: ReadUse): Pick<Store, "open" | "read" | "file" | "close"> {
  async function openStream(
    object: ListedObject,
    range: ByteRange | undefined,
    signal: AbortSignal,
  ): Promise<Readable> {
    const { bucket, key } = object;
    const headers = {
      "If-Match": `"${object.etag}"`,
      ...(range && { Range: `bytes=${range.start}-${range.end}` }),
    };
    const byteSize = range ? range.end - range.start + 1 : object.byteSize;
    const check: OssCall["check"] = (pieces, answered) =>
      // The checksum is always that of the whole object. Another version is no fault; it is seen below.
      isVersion(object, answered)
        ? whole(pieces, { byteSize, crc64: range ? undefined : answered["x-oss-hash-crc64ecma"] })
        : pieces;
    const call = client.open({ method: "GET", bucket, key, headers, check, isRepeatable: true }, signal);
    const answer = await unlessAbsent(call, "PreconditionFailed", "NoSuchKey", "NoSuchBucket");
    if (answer && isVersion(object, answer.headers)) return answer.stream;
    answer?.stream.destroy();
    throw new Failure("NoSuchKey", { bucket, key });
  }

  async function fetchFile(object: ListedObject, signal: AbortSignal, range?: ByteRange): Promise<string> {
    const body = await openStream(object, range, signal);
    const path = resolve(workDir, `${filePrefix}${randomUUID()}`);
    try {
      const file = await open(path, "wx", 0o600);
      try {
        for await (const piece of body) await file.writeFile(piece);
        // The system gives no space to what is empty.
        await file.truncate(object.byteSize);
      } finally {
        await file.close();
      }
    } catch (error) {
      body.destroy();
      await rm(path, { force: true });
      signal.throwIfAborted();
      throw error instanceof Failure ? error : asFailure(error);
    }
    return path;
  }

  async function isCurrent(object: ListedObject, signal: AbortSignal): Promise<boolean> {
    const { bucket, key } = object;
    const head = client.call({ method: "HEAD", bucket, key, isRepeatable: true }, signal);
    const answer = await unlessAbsent(head, "NoSuchKey", "NoSuchBucket");
    return answer !== undefined && isVersion(object, answer.headers);
  }

  const files = new SourceFiles({ fetch: fetchFile, isCurrent, keptBytes: keptFileBytes });

  return {
    open: openStream,

    read: async (object, range, signal) => buffer(await openStream(object, range, signal)),

    file: async (object, signal, firstBytes) => {
      if (firstBytes !== undefined && object.byteSize > firstBytes * muchLonger && !files.has(object)) {
        const path = await fetchFile(object, signal, { start: 0, end: firstBytes - 1 });
        return { path, availableBytes: firstBytes, release: () => rm(path, { force: true }) };
      }
      if (object.byteSize > maxFileBytes)
        throw new Failure("ImageTooLarge", {
          what: "The source",
          got: `${object.byteSize} bytes`,
          limit: `${maxFileBytes} bytes`,
        });
      const file = await files.hold(object, signal);
      if (!file) throw new Failure("NoSuchKey", { bucket: object.bucket, key: object.key });
      return file;
    },

    close: () => files.close(),
  };
}

/** The pieces as they are, the last of them only when nothing is missing, nothing too much and nothing altered. */
async function* whole(
  pieces: AsyncIterable<Buffer>,
  { byteSize, crc64 }: { readonly byteSize: number; readonly crc64: string | undefined },
): AsyncGenerator<Buffer> {
  const crc = new Crc64();
  let left = byteSize;
  let held: Buffer | undefined;
  for await (const piece of pieces) {
    left -= piece.length;
    if (left < 0) throw new OssFault("more bytes than the object has");
    if (crc64 !== undefined) crc.update(piece);
    if (held) yield held;
    held = piece;
  }
  if (left > 0) throw new OssFault(`${left} bytes fewer than the object has`);
  if (crc64 !== undefined && crc.value().toString() !== crc64) throw new OssFault("bytes of another checksum");
  if (held) yield held;
}
