import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { BucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import type { StyleName } from "../../base/style-name.js";
import type { Catalog, Style } from "../../service/ports.js";
import { maxBuckets, maxStylesPerBucket } from "../limits.js";
import { type BucketRow, bucketColumns, decodeBucket, encodeBucket } from "./bucket-row.js";
import { type Database, openDatabase, sqliteCode } from "./database.js";
import { listObjects } from "./list-objects.js";
import { takeLock } from "./lock.js";
import { migrate } from "./migrate.js";
import { decodeRecord, encodeKey, encodeObject, type ObjectRow, objectColumns } from "./object-row.js";

/**
 * Records in one SQLite file at `path`, for one process at a time: a second one is refused until this one closes or ends.
 * Makes the folder and the file when they are missing. Throws InvalidArgument when the folder cannot be made, and when the
 * file is in use, is newer than this program, or is no catalog.
 */
export async function createLibsqlCatalog({ path }: { path: string }): Promise<Catalog> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw refuseFolder(folder, "a folder that is there or can be made", error);
  });
  const unlock = takeLock(`${path}.lock`, folder);
  let database: Database | undefined;
  try {
    database = openDatabase(path);
    // WAL with synchronous=FULL: a transaction is on the disk when it returns.
    database.prepare("pragma journal_mode = wal").all();
    database.exec("pragma synchronous = full");
    // Another program may look into the file, a backup for one; wait for it a little rather than fail.
    database.prepare("pragma busy_timeout = 2000").all();
    migrate(database, folder);
    return catalogOver(database, unlock);
  } catch (error) {
    database?.close();
    unlock();
    if (sqliteCode(error) !== "SQLITE_NOTADB") throw error;
    throw refuseFolder(folder, `a data folder of Imgraph; its ${path} is something else, or damaged`, error);
  }
}

function refuseFolder(folder: string, expected: string, cause: unknown): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name: "IMGRAPH_DATA_DIR", got: folder, expected }, { cause });
}

function catalogOver(database: Database, unlock: () => void): Catalog {
  const sql = prepare(database);
  const bucketExists = (name: BucketName) => sql.findBucket.first(name) !== undefined;
  const demandBucket = (name: BucketName) => {
    if (!bucketExists(name)) throw new Failure("NoSuchBucket", { bucket: name });
  };

  return {
    createBucket: async (bucket) =>
      database.transaction(() => {
        const existing = sql.findBucket.first(bucket.name);
        if (existing) return decodeBucket(existing);
        if (count(sql.countBuckets.first()) >= maxBuckets) throw new Failure("TooManyBuckets", { limit: maxBuckets });
        sql.insertBucket.run(...encodeBucket(bucket));
        return bucket;
      }),

    findBucket: async (name) => {
      const row = sql.findBucket.first(name);
      return row && decodeBucket(row);
    },

    listBuckets: async ({ prefix = "", after = "", limit }) =>
      sql.listBuckets.all(after, prefix, prefix, limit).map(decodeBucket),

    updateBucket: async (name, change) =>
      database.transaction(() => {
        const row = sql.findBucket.first(name);
        if (!row) return undefined;
        const bucket = { ...decodeBucket(row), ...change };
        sql.updateBucket.run(...encodeBucket(bucket), name);
        return bucket;
      }),

    deleteBucket: async (name) =>
      database.transaction(() => {
        if (sql.anyObject.first(name)) throw new Failure("BucketNotEmpty", { bucket: name });
        sql.deleteStyles.run(name);
        return sql.deleteBucket.run(name) > 0;
      }),

    putObject: async (record, { forbidOverwrite = false }) =>
      database.transaction(() => {
        const { bucket, key } = record;
        demandBucket(bucket);
        const replaced = sql.findObject.first(bucket, encodeKey(key));
        if (replaced && forbidOverwrite) throw new Failure("FileAlreadyExists", { bucket, key });
        sql.putObject.run(...encodeObject(record));
        return replaced && decodeRecord(replaced);
      }),

    findObject: async ({ bucket, key }) => {
      const row = sql.findObject.first(bucket, encodeKey(key));
      return row && decodeRecord(row);
    },

    deleteObject: async ({ bucket, key }) =>
      database.transaction(() => {
        const row = sql.findObject.first(bucket, encodeKey(key));
        if (row) sql.deleteObject.run(bucket, encodeKey(key));
        return row && decodeRecord(row);
      }),

    setObjectAcl: async ({ bucket, key }, acl) => sql.setObjectAcl.run(acl, bucket, encodeKey(key)) > 0,

    listObjects: async (query) =>
      listObjects(query, (from, to, limit) => sql.scanObjects.all(query.bucket, from, to, limit)),

    keepInspection: async ({ bucket, key }, version, inspection) => {
      sql.keepInspection.run(JSON.stringify(inspection), bucket, encodeKey(key), version);
    },

    isBlobUsed: async (blob) => sql.blobUser.first(blob) !== undefined,

    putStyle: async (style) =>
      database.transaction(() => {
        const { bucket, name } = style;
        demandBucket(bucket);
        const existing = sql.findStyle.first(bucket, name);
        if (!existing && count(sql.countStyles.first(bucket)) >= maxStylesPerBucket)
          throw new Failure("InvalidArgument", {
            name: "styleName",
            got: name,
            expected: `at most ${maxStylesPerBucket} styles in a bucket`,
          });
        const createdAt = existing ? decodeStyle(existing).createdAt : style.createdAt;
        sql.putStyle.run(bucket, name, style.content, createdAt, style.updatedAt);
        return { ...style, createdAt };
      }),

    findStyle: async (bucket, name) => {
      const row = sql.findStyle.first(bucket, name);
      return row && decodeStyle(row);
    },

    listStyles: async (bucket) => sql.listStyles.all(bucket).map(decodeStyle),

    deleteStyle: async (bucket, name) => sql.deleteStyle.run(bucket, name) > 0,

    check: async () => {
      sql.countBuckets.first();
    },

    deleteObjects: notYet,
    startUpload: notYet,
    findUpload: notYet,
    listUploads: notYet,
    listStaleUploads: notYet,
    putPart: notYet,
    listParts: notYet,
    completeUpload: notYet,
    abortUpload: notYet,
    accessKeys: { insert: notYet, find: async () => undefined, list: notYet, update: notYet, removeExpired: notYet },
    facts: {
      findInspections: notYet,
      keepInspection: notYet,
      forgetObjects: notYet,
      findBucketFacts: notYet,
      keepBucketFacts: notYet,
      forgetBucket: notYet,
    },

    close: async () => {
      try {
        // Moves everything into the one file, so that a copy of it is whole.
        database.exec("pragma wal_checkpoint(truncate)");
      } finally {
        database.close();
        unlock();
      }
    },
  };
}

/** For what the port has and this catalog not yet. */
async function notYet(): Promise<never> {
  throw new Failure("OperationNotServed", { operation: "multipart, access keys and facts" });
}

type StyleRow = [bucket: string, name: string, content: string, createdAt: number, updatedAt: number];

/** Every statement the catalog runs. */
function prepare(database: Database) {
  const styleColumns = "bucket, name, content, created_at, updated_at";
  return {
    findBucket: database.prepare<BucketRow>(`select ${bucketColumns} from buckets where name = ?`),
    countBuckets: database.prepare<[number]>("select count(*) from buckets"),
    insertBucket: database.prepare(`insert into buckets (${bucketColumns}) values (?, ?, ?, ?, ?, ?)`),
    listBuckets: database.prepare<BucketRow>(
      `select ${bucketColumns} from buckets where name > ? and substr(name, 1, length(?)) = ? order by name limit ?`,
    ),
    updateBucket: database.prepare(`update buckets set (${bucketColumns}) = (?, ?, ?, ?, ?, ?) where name = ?`),
    deleteBucket: database.prepare("delete from buckets where name = ?"),

    findObject: database.prepare<ObjectRow>(`select ${objectColumns} from objects where bucket = ? and key = ?`),
    scanObjects: database.prepare<ObjectRow>(
      `select ${objectColumns} from objects where bucket = ? and key >= ? and key < ? order by key limit ?`,
    ),
    anyObject: database.prepare<[number]>("select 1 from objects where bucket = ? limit 1"),
    putObject: database.prepare(
      `insert into objects (${objectColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (bucket, key) do update set version = excluded.version, blob = excluded.blob, etag = excluded.etag,
         crc64 = excluded.crc64, byte_size = excluded.byte_size, type = excluded.type, acl = excluded.acl,
         last_modified = excluded.last_modified, headers = excluded.headers, inspection = excluded.inspection`,
    ),
    deleteObject: database.prepare("delete from objects where bucket = ? and key = ?"),
    setObjectAcl: database.prepare("update objects set acl = ? where bucket = ? and key = ?"),
    keepInspection: database.prepare("update objects set inspection = ? where bucket = ? and key = ? and version = ?"),
    blobUser: database.prepare<[number]>("select 1 from objects where blob = ? limit 1"),

    findStyle: database.prepare<StyleRow>(`select ${styleColumns} from styles where bucket = ? and name = ?`),
    listStyles: database.prepare<StyleRow>(`select ${styleColumns} from styles where bucket = ? order by name`),
    countStyles: database.prepare<[number]>("select count(*) from styles where bucket = ?"),
    putStyle: database.prepare(
      `insert into styles (${styleColumns}) values (?, ?, ?, ?, ?)
       on conflict (bucket, name) do update set content = excluded.content, updated_at = excluded.updated_at`,
    ),
    deleteStyle: database.prepare("delete from styles where bucket = ? and name = ?"),
    deleteStyles: database.prepare("delete from styles where bucket = ?"),
  };
}

function decodeStyle([bucket, name, content, createdAt, updatedAt]: StyleRow): Style {
  return { bucket: bucket as BucketName, name: name as StyleName, content, createdAt, updatedAt };
}

function count(row: [number] | undefined): number {
  return row?.[0] ?? 0;
}
