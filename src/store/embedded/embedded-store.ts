import type { Clock } from "../../base/clock.js";
import type { Log } from "../../base/log.js";
import type { Catalog, Store } from "../../service/ports.js";
import { append } from "./append.js";
import { BlobFolder } from "./blob-folder.js";
import { objectWrites } from "./object-writes.js";
import { RecordFiles } from "./record-files.js";
import { removeStaleUploads } from "./stale-uploads.js";
import { uploads } from "./uploads.js";

export interface EmbeddedStoreOptions {
  /** Holds `objects/` and `tmp/`; made when missing. One store at a time may use it: the catalog's lock sees to that. */
  readonly dataDir: string;
  /** Closed by whoever opened it, after the store. */
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Log;
  /** How old a file that no record names must be before a start removes it; default one hour. */
  readonly graceMs?: number;
  /** The largest object that comes in one go, or grows; default 5 GB. Source: OSS manual, PutObject. */
  readonly maxObjectBytes?: number;
  /** The largest object put together of parts; default 1 TB. */
  readonly maxMultipartBytes?: number;
  /** Up to this size an object put together of parts is one file, larger ones keep the parts' files; default 64 MB. */
  readonly maxJoinedBytes?: number;
  /** While the last file of an object that grows is smaller, it is written anew with what comes; default 1 MB. */
  readonly smallTailBytes?: number;
  /** How long an upload may take before it is aborted; default a week. */
  readonly uploadLifetimeMs?: number;
}

/**
 * Bytes in files of a local folder, records in a catalog. A put is acknowledged when its bytes are synced and its record is
 * committed, in that order; what a crash left between the two is removed at the next start, in the background. An object is
 * an ordered list of files: one for what was put, several for what grew or was put together of large parts.
 */
export async function createEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const { dataDir, catalog, clock, log, graceMs = 3_600_000, maxObjectBytes = 5 * 1024 ** 3 } = options;
  const { maxMultipartBytes = 1024 ** 4, uploadLifetimeMs = 7 * 86_400_000 } = options;
  const { maxJoinedBytes = 64 * 1024 ** 2, smallTailBytes = 1024 ** 2 } = options;
  const blobs = new BlobFolder({ dataDir, isUsed: (blob) => catalog.isBlobUsed(blob), log });
  const temporaryFiles = await blobs.prepare();
  const files = new RecordFiles({ catalog, blobs });
  const writing = { catalog, blobs, files, clock, maxObjectBytes };
  const multipart = uploads({ ...writing, maxMultipartBytes, maxJoinedBytes });
  const { abortUpload } = multipart;
  const staleUploads = removeStaleUploads({ catalog, abortUpload, clock, log, lifetimeMs: uploadLifetimeMs });
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

  return {
    createBucket: async (name, acl, signal) => {
      signal.throwIfAborted();
      const policy = {
        acl: acl ?? "private",
        styleSeparators: [],
        sourceProtection: [],
        cors: undefined,
        fallbackImage: undefined,
      };
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

    ...objectWrites(writing),
    append: append({ ...writing, smallTailBytes }),
    ...multipart,

    find: async (at, signal) => {
      signal.throwIfAborted();
      return catalog.findObject(at);
    },

    open: async (object, range, signal) => {
      signal.throwIfAborted();
      return files.open(object, range, signal);
    },

    read: async (object, range, signal) => {
      signal.throwIfAborted();
      return files.read(object, range, signal);
    },

    file: async (object, signal, firstBytes) => {
      signal.throwIfAborted();
      return files.file(object, signal, firstBytes);
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

    putStyle: async (bucket, name, draft, signal) => {
      signal.throwIfAborted();
      return catalog.putStyle(bucket, name, draft, clock.now());
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

    findStyleVersion: async (bucket, name, version, signal) => {
      signal.throwIfAborted();
      return catalog.styleVersions.find(bucket, name, version);
    },

    listStyleVersions: async (bucket, name, signal) => {
      signal.throwIfAborted();
      return catalog.styleVersions.list(bucket, name);
    },

    check: async (signal) => {
      signal.throwIfAborted();
      await catalog.check();
      await blobs.check();
    },

    close: async () => {
      closing.abort();
      await sweeping;
      await staleUploads.stop();
    },
  };
}
