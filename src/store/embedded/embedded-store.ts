import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import type { Log } from "../../base/log.js";
import type { Catalog, ObjectRecord, ObjectRef, PutOptions, Store, StoredObject } from "../../service/ports.js";
import { BlobFolder } from "./blob-folder.js";

export interface EmbeddedStoreOptions {
  /** Holds `objects/` and `tmp/`; made when missing. One store at a time may use it: the catalog's lock sees to that. */
  readonly dataDir: string;
  /** Closed by whoever opened it, after the store. */
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Log;
  /** How old a file that no record names must be before a start removes it; default one hour. */
  readonly graceMs?: number;
  /** The largest object; default 5 GB. Source: OSS manual, PutObject. */
  readonly maxObjectBytes?: number;
}

/**
 * Bytes in files of a local folder, records in a catalog. A put is acknowledged when its bytes are synced and its record is
 * committed, in that order; what a crash left between the two is removed at the next start, in the background.
 */
export async function createEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const { dataDir, catalog, clock, log, graceMs = 3_600_000, maxObjectBytes = 5 * 1024 ** 3 } = options;
  const blobs = new BlobFolder({ dataDir, isUsed: (blob) => catalog.isBlobUsed(blob), log });
  const temporaryFiles = await blobs.prepare();
  const closing = new AbortController();
  const sweeping = sweep();

  async function sweep(): Promise<void> {
    try {
      const unknownBlobs = await blobs.sweep(clock.now() - graceMs, closing.signal);
      const level = temporaryFiles + unknownBlobs > 0 ? "info" : "debug";
      log[level]("store swept", { temporaryFiles, unknownBlobs });
    } catch (error) {
      if (!closing.signal.aborted) log.error("store not swept", { error });
    }
  }

  /** The record of exactly this version. */
  async function recordOf(object: StoredObject): Promise<ObjectRecord | undefined> {
    const record = await catalog.findObject(object);
    return record?.version === object.version ? record : undefined;
  }

  /** Those that no other record names. */
  async function removeFiles(record: ObjectRecord | undefined): Promise<void> {
    for (const { blob } of record?.segments ?? []) await blobs.removeUnused(blob);
  }

  async function put(at: ObjectRef, body: Readable, how: PutOptions, signal: AbortSignal) {
    const forbidOverwrite = how.forbidOverwrite ?? false;
    // Asked again when the record is written; here it spares a client the upload.
    if (!(await catalog.findBucket(at.bucket))) throw new Failure("NoSuchBucket", { bucket: at.bucket });
    if (forbidOverwrite && (await catalog.findObject(at))) throw new Failure("FileAlreadyExists", { ...at });
    const { expectedBytes, expectedMd5 } = how;
    const content = await blobs.receive(body, { maxBytes: maxObjectBytes, expectedBytes, expectedMd5 }, signal);
    const object: StoredObject = {
      bucket: at.bucket,
      key: at.key,
      version: randomUUID(),
      etag: content.md5.toString("hex").toUpperCase(),
      crc64: content.crc64,
      byteSize: content.byteSize,
      acl: how.acl ?? "default",
      type: "Normal",
      lastModified: clock.now(),
      ...headersOf(how),
    };
    const record = { ...object, segments: [{ blob: content.sha256, byteSize: content.byteSize }] };
    const replaced = await blobs.keep(content, () => catalog.putObject(record, { forbidOverwrite }));
    await removeFiles(replaced);
    return object;
  }

  return {
    createBucket: async (name, acl, signal) => {
      signal.throwIfAborted();
      const policy = { acl: acl ?? "private", styleSeparators: [], sourceProtection: [], cors: undefined };
      const bucket = await catalog.createBucket({ name, ...policy, createdAt: clock.now() });
      if (acl === undefined || bucket.acl === acl) return bucket;
      return (await catalog.updateBucket(name, { acl })) ?? { ...bucket, acl };
    },

    findBucket: async (name, signal) => {
      signal.throwIfAborted();
      return catalog.findBucket(name);
    },

    listBuckets: async (query, signal) => {
      signal.throwIfAborted();
      const found = await catalog.listBuckets({ ...query, limit: query.limit + 1 });
      const buckets = found.slice(0, query.limit);
      const last = buckets.at(-1);
      return { buckets, ...(found.length > query.limit && last && { next: last.name }) };
    },

    updateBucket: async (name, change, signal) => {
      signal.throwIfAborted();
      return catalog.updateBucket(name, change);
    },

    deleteBucket: async (name, signal) => {
      signal.throwIfAborted();
      return catalog.deleteBucket(name);
    },

    put: async (at, body, options, signal) => {
      signal.throwIfAborted();
      return put(at, body, options, signal);
    },

    find: async (at, signal) => {
      signal.throwIfAborted();
      const record = await catalog.findObject(at);
      return record && withoutFiles(record);
    },

    open: async (object, range, signal) => {
      signal.throwIfAborted();
      const record = await recordOf(object);
      const stream = record && (await blobs.open(fileOf(record), record.byteSize, range, signal));
      if (!stream) throw new Failure("NoSuchKey", { bucket: object.bucket, key: object.key });
      return stream;
    },

    file: async (object, signal) => {
      signal.throwIfAborted();
      const record = await recordOf(object);
      const file = record && (await blobs.hold(fileOf(record), record.byteSize));
      if (!file) throw new Failure("NoSuchKey", { bucket: object.bucket, key: object.key });
      return file;
    },

    delete: async (at, signal) => {
      signal.throwIfAborted();
      const deleted = await catalog.deleteObject(at);
      await removeFiles(deleted);
      return deleted !== undefined;
    },

    setObjectAcl: async (at, acl, signal) => {
      signal.throwIfAborted();
      return catalog.setObjectAcl(at, acl);
    },

    list: async (query, signal) => {
      signal.throwIfAborted();
      return catalog.listObjects(query);
    },

    keepInspection: async (object, inspection, signal) => {
      signal.throwIfAborted();
      await catalog.keepInspection(object, object.version, inspection);
    },

    copy: notYet,
    append: notYet,
    deleteMany: notYet,
    startUpload: notYet,
    findUpload: notYet,
    listUploads: notYet,
    putPart: notYet,
    copyPart: notYet,
    listParts: notYet,
    completeUpload: notYet,
    abortUpload: notYet,

    putStyle: async (bucket, name, content, signal) => {
      signal.throwIfAborted();
      const now = clock.now();
      return catalog.putStyle({ bucket, name, content, createdAt: now, updatedAt: now });
    },

    findStyle: async (bucket, name, signal) => {
      signal.throwIfAborted();
      return catalog.findStyle(bucket, name);
    },

    listStyles: async (bucket, signal) => {
      signal.throwIfAborted();
      return catalog.listStyles(bucket);
    },

    deleteStyle: async (bucket, name, signal) => {
      signal.throwIfAborted();
      return catalog.deleteStyle(bucket, name);
    },

    check: async (signal) => {
      signal.throwIfAborted();
      await catalog.check();
      await blobs.check();
    },

    close: async () => {
      closing.abort();
      await sweeping;
    },
  };
}

function headersOf(options: PutOptions) {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires, metadata } =
    options;
  return {
    contentType,
    ...(cacheControl !== undefined && { cacheControl }),
    ...(contentDisposition !== undefined && { contentDisposition }),
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(contentLanguage !== undefined && { contentLanguage }),
    ...(expires !== undefined && { expires }),
    metadata,
  };
}

function withoutFiles({ segments: _, ...object }: ObjectRecord): StoredObject {
  return object;
}

function fileOf({ segments }: ObjectRecord): string {
  return segments[0]?.blob ?? "";
}

/** For what the port has and this store not yet. */
async function notYet(): Promise<never> {
  throw new Failure("OperationNotServed", { operation: "copy, append and multipart" });
}
