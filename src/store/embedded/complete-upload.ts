import { randomUUID } from "node:crypto";
import { Failure } from "../../base/failure.js";
import type {
  CompleteOptions,
  ObjectRecord,
  PartRecord,
  Segment,
  StoredObject,
  UploadRecord,
} from "../../service/ports.js";
import { headersOf } from "../content/headers-of.js";
import type { ReceivedContent } from "./blob-folder.js";
import { chooseParts } from "./choose-parts.js";
import { combineCrc64 } from "./crc64-combine.js";
import { etagOfParts } from "./etags.js";
import { type WriteUse, withoutFiles } from "./object-writes.js";
import { slicesOf } from "./slices.js";

export interface CompleteUse extends WriteUse {
  /** What an object put together of parts holds at most. */
  readonly maxMultipartBytes: number;
  /** Parts of an object up to this size are joined into one file; those of a larger one stay, and become its files. */
  readonly maxJoinedBytes: number;
}

/** The most that an upload can have. Source: wire protocol §4.6. */
const maxParts = 10_000;

/**
 * Makes the object of an upload's parts, in one transaction that also ends the upload. To be called while nobody else
 * changes this upload: the files of its parts stay so long as it names them.
 */
export function completeUpload(
  use: CompleteUse,
): (upload: UploadRecord, options: CompleteOptions, signal: AbortSignal) => Promise<StoredObject> {
  const { catalog, blobs, files, clock, maxMultipartBytes, maxJoinedBytes } = use;

  return async (upload, { parts: wanted, acl = upload.acl, forbidOverwrite = false }, signal) => {
    const parts = chooseParts(wanted, await catalog.listParts(upload, { limit: maxParts }));
    const byteSize = parts.reduce((sum, part) => sum + part.byteSize, 0);
    if (byteSize > maxMultipartBytes) throw new Failure("EntityTooLarge", { limit: maxMultipartBytes });
    // Asked again when it is recorded; here it spares the joining.
    if (forbidOverwrite && (await catalog.findObject(upload)))
      throw new Failure("FileAlreadyExists", { bucket: upload.bucket, key: upload.key });

    const object: Omit<ObjectRecord, "segments"> = {
      bucket: upload.bucket,
      key: upload.key,
      version: randomUUID(),
      etag: etagOfParts(parts.map(({ etag }) => etag)),
      crc64: parts.reduce((crc, part) => combineCrc64(crc, part.crc64, part.byteSize), "0"),
      byteSize,
      acl,
      type: "Multipart",
      lastModified: clock.now(),
      ...headersOf(upload),
    };
    const commit = async (segments: readonly Segment[]) => {
      const record = { ...object, segments };
      return { record, ...(await catalog.completeUpload(upload, record, { forbidOverwrite })) };
    };
    const { record, ...former } = await (parts.length === 1 || byteSize > maxJoinedBytes
      ? commit(parts.map(({ blob, byteSize }) => ({ blob, byteSize })))
      : join(parts, object.crc64, signal).then((joined) =>
          blobs.keep(joined, () => commit([{ blob: joined.sha256, byteSize }])),
        ));
    await files.removeUnused([...(former.replaced?.segments ?? []), ...former.parts], record.segments);
    return withoutFiles(record);
  };

  /** The parts' bytes as one file, on the way to be kept. */
  async function join(parts: readonly PartRecord[], crc64: string, signal: AbortSignal): Promise<ReceivedContent> {
    const stream = files.openUnpinned(slicesOf(parts, undefined), signal);
    // What receives a stream leaves it open when that fails, and this one has a file open.
    const content = await blobs.receive(stream, { maxBytes: maxJoinedBytes }, signal).finally(() => stream.destroy());
    if (content.crc64 === crc64) return content;
    await blobs.discard(content);
    throw new Error(`the parts have CRC ${content.crc64} on the disk and ${crc64} in their records`);
  }
}
