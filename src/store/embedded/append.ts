import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { Failure, isFailure } from "../../base/failure.js";
import type { ObjectRecord, ObjectRef, Segment, Store } from "../../service/ports.js";
import { headersOf } from "../content/headers-of.js";
import type { ReceivedContent } from "./blob-folder.js";
import { combineCrc64 } from "./crc64-combine.js";
import { etagOfGrown } from "./etags.js";
import { type WriteUse, withoutFiles } from "./object-writes.js";

export interface AppendUse extends WriteUse {
  /** A last file smaller than this is written anew with what comes, so that many small appends do not make as many files. */
  readonly smallTailBytes: number;
}

/**
 * Growing an object. Of several at the same position one is recorded, on the condition that the object is still the one it
 * was planned for; the others find that their position is no longer the end.
 */
export function append(use: AppendUse): Store["append"] {
  const { catalog, blobs, files, clock, maxObjectBytes, smallTailBytes } = use;

  return async (at, body, options, signal) => {
    signal.throwIfAborted();
    const { position, expectedBytes, expectedMd5 } = options;
    if (!(await catalog.findBucket(at.bucket))) throw new Failure("NoSuchBucket", { bucket: at.bucket });
    const grown = await catalog.findRecord(at);
    demandEnd(at, position, grown);
    const tail = await readTail(grown, signal);
    const limits = { maxBytes: maxObjectBytes - position, expectedBytes, expectedMd5 };
    const content = await blobs.receive(body, { ...limits, head: tail }, signal).catch((error) => {
      if (!isFailure(error, "EntityTooLarge")) throw error;
      throw new Failure("EntityTooLarge", { limit: maxObjectBytes }, { cause: error });
    });
    const last: Segment = { blob: content.sha256, byteSize: (tail?.length ?? 0) + content.byteSize };
    const kept = grown?.segments.slice(0, tail ? -1 : undefined) ?? [];
    const segments = last.byteSize === 0 && kept.length > 0 ? kept : [...kept, last];

    const { record, replaced } = await blobs.keep(content, () => commit(grown));
    await files.removeUnused([...(replaced?.segments ?? []), last], record.segments);
    return withoutFiles(record);

    async function commit(
      over: ObjectRecord | undefined,
    ): Promise<{ record: ObjectRecord; replaced: ObjectRecord | undefined }> {
      const record = { ...(over ? grownRecord(over, content) : firstRecord(content)), segments };
      try {
        const replaced = over
          ? await catalog.putObject(record, { over: over.version, keepAcl: true })
          : await catalog.putObject(record, { forbidOverwrite: true });
        return { record: replaced ? { ...record, acl: replaced.acl } : record, replaced };
      } catch (error) {
        if (!isFailure(error, "NoSuchKey") && !isFailure(error, "FileAlreadyExists")) throw error;
        const now = await catalog.findRecord(at);
        demandEnd(at, position, now);
        // The same bytes with other headers grow all the same.
        if (now && (now.byteSize === 0 || hasSameFiles(now, over))) return commit(now);
        throw new Failure("PositionNotEqualToLength", { position, length: now?.byteSize ?? 0 }, { cause: error });
      }
    }

    function firstRecord({ md5, crc64, byteSize }: ReceivedContent): Omit<ObjectRecord, "segments"> {
      return {
        bucket: at.bucket,
        key: at.key,
        version: randomUUID(),
        etag: etagOfGrown(undefined, md5),
        crc64,
        byteSize,
        acl: options.acl ?? "default",
        type: "Appendable",
        lastModified: clock.now(),
        ...headersOf(options),
      };
    }

    function grownRecord(
      { inspection: _, ...before }: ObjectRecord,
      { md5, crc64, byteSize }: ReceivedContent,
    ): Omit<ObjectRecord, "segments"> {
      return {
        ...before,
        version: randomUUID(),
        etag: byteSize === 0 ? before.etag : etagOfGrown(before.etag, md5),
        crc64: combineCrc64(before.crc64, crc64, byteSize),
        byteSize: before.byteSize + byteSize,
        lastModified: clock.now(),
      };
    }
  };

  /** The last file's bytes when they are few. */
  async function readTail(record: ObjectRecord | undefined, signal: AbortSignal): Promise<Buffer | undefined> {
    const tail = record?.segments.at(-1);
    if (!record || !tail || tail.byteSize >= smallTailBytes) return undefined;
    const stream = await blobs.open(tail, undefined, signal);
    if (stream) return buffer(stream);
    const now = await catalog.findObject(record);
    throw new Failure("PositionNotEqualToLength", { position: record.byteSize, length: now?.byteSize ?? 0 });
  }
}

function demandEnd(at: ObjectRef, position: number, object: Pick<ObjectRecord, "type" | "byteSize"> | undefined): void {
  if (object && object.type !== "Appendable")
    throw new Failure("ObjectNotAppendable", { bucket: at.bucket, key: at.key });
  const length = object?.byteSize ?? 0;
  if (position !== length) throw new Failure("PositionNotEqualToLength", { position, length });
}

function hasSameFiles(a: ObjectRecord, b: ObjectRecord | undefined): boolean {
  return a.segments.length === b?.segments.length && a.segments.every(({ blob }, i) => blob === b.segments[i]?.blob);
}
