import { randomUUID } from "node:crypto";
import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import type { Catalog, ObjectHeaders, ObjectRecord, Store, StoredObject } from "../../service/ports.js";
import { headersOf } from "../content/headers-of.js";
import type { BlobFolder } from "./blob-folder.js";
import { etagOf } from "./etags.js";
import type { RecordFiles } from "./record-files.js";

export interface WriteUse {
  readonly catalog: Catalog;
  readonly blobs: BlobFolder;
  readonly files: RecordFiles;
  readonly clock: Clock;
  /** What comes in one go, and an object that grows, hold at most so much. */
  readonly maxObjectBytes: number;
}

/** Putting, copying and deleting objects. A record is committed before files that it no longer names are removed. */
export function objectWrites(use: WriteUse): Pick<Store, "put" | "copy" | "delete" | "deleteMany"> {
  const { catalog, blobs, files, clock, maxObjectBytes } = use;

  return {
    async put(at, body, options, signal) {
      signal.throwIfAborted();
      const { expectedBytes, expectedMd5, forbidOverwrite = false, acl = "default" } = options;
      // Asked again when the record is written; here it spares a client the upload.
      if (!(await catalog.findBucket(at.bucket))) throw new Failure("NoSuchBucket", { bucket: at.bucket });
      if (forbidOverwrite && (await catalog.findObject(at))) throw new Failure("FileAlreadyExists", { ...at });
      const content = await blobs.receive(body, { maxBytes: maxObjectBytes, expectedBytes, expectedMd5 }, signal);
      const object: StoredObject = {
        bucket: at.bucket,
        key: at.key,
        version: randomUUID(),
        etag: etagOf(content.md5),
        crc64: content.crc64,
        byteSize: content.byteSize,
        acl,
        type: "Normal",
        lastModified: clock.now(),
        ...headersOf(options),
      };
      const segments = [{ blob: content.sha256, byteSize: content.byteSize }];
      const replaced = await blobs.keep(content, () => catalog.putObject({ ...object, segments }, { forbidOverwrite }));
      await files.removeUnused(replaced?.segments ?? [], segments);
      return object;
    },

    async copy(source, target, { headers, acl = "default", forbidOverwrite = false }, signal) {
      signal.throwIfAborted();
      const pinned = await files.pin(source);
      try {
        const { record } = pinned;
        const isItself = target.bucket === source.bucket && target.key === source.key;
        const copied: ObjectRecord = {
          ...(headers ? withHeaders(record, headers) : record),
          bucket: target.bucket,
          key: target.key,
          version: randomUUID(),
          acl,
          // One that only gets other headers can still grow.
          type: isItself ? record.type : "Normal",
          lastModified: clock.now(),
        };
        // A write of the same key since the source was found is not undone by its own older bytes.
        const options = { forbidOverwrite, ...(isItself && { over: source.version }) };
        const replaced = await catalog.putObject(copied, options);
        await files.removeUnused(replaced?.segments ?? [], copied.segments);
        return withoutFiles(copied);
      } finally {
        await pinned.release();
      }
    },

    async delete(at, signal, version) {
      signal.throwIfAborted();
      const deleted = await catalog.deleteObject(at, version);
      await files.removeUnused(deleted?.segments ?? []);
      return deleted !== undefined;
    },

    async deleteMany(bucket, keys, signal) {
      signal.throwIfAborted();
      const deleted = await catalog.deleteObjects(bucket, keys);
      await files.removeUnused(deleted.flatMap(({ segments }) => segments));
    },
  };
}

/** The object as the port has it. */
export function withoutFiles({ segments: _, ...object }: ObjectRecord): StoredObject {
  return object;
}

/** All that the bytes say stays, what the image header says with it. */
function withHeaders(record: ObjectRecord, headers: ObjectHeaders): ObjectRecord {
  const { bucket, key, version, etag, crc64, byteSize, acl, type, lastModified, inspection, segments } = record;
  const facts = { bucket, key, version, etag, crc64, byteSize, acl, type, lastModified, segments };
  return { ...facts, ...(inspection && { inspection }), ...headersOf(headers) };
}
