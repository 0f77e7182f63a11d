import type { BucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import type { Bucket, Catalog } from "../../service/ports.js";
import { maxBuckets } from "../limits.js";
import { type BucketRow, bucketColumns, decodeBucket, encodeBucket } from "./bucket-row.js";
import { count, type Database } from "./database.js";

type BucketMethods = "createBucket" | "findBucket" | "listBuckets" | "updateBucket" | "deleteBucket";

/** The catalog's records of buckets. They are few, every request asks for one, and nobody else writes them: those asked for stay in memory. */
export function bucketRecords(database: Database): Pick<Catalog, BucketMethods> {
  const sql = prepare(database);
  const known = new Map<BucketName, Bucket>();
  const read = (name: BucketName): Bucket | undefined => {
    const row = sql.find.first(name);
    const bucket = row && decodeBucket(row);
    if (bucket) known.set(name, bucket);
    return bucket;
  };

  return {
    createBucket: async (bucket) =>
      database.write(() => {
        const existing = sql.find.first(bucket.name);
        if (existing) return decodeBucket(existing);
        if (count(sql.count.first()) >= maxBuckets) throw new Failure("TooManyBuckets", { limit: maxBuckets });
        sql.insert.run(...encodeBucket(bucket));
        return bucket;
      }),

    findBucket: async (name) => known.get(name) ?? read(name),

    listBuckets: async ({ prefix = "", after = "", limit }) =>
      sql.list.all(after, prefix, prefix, limit).map(decodeBucket),

    updateBucket: async (name, change) =>
      database.write(() => {
        known.delete(name);
        const row = sql.find.first(name);
        if (!row) return undefined;
        const bucket = { ...decodeBucket(row), ...change };
        sql.update.run(...encodeBucket(bucket), name);
        return bucket;
      }),

    deleteBucket: async (name) =>
      database.write(() => {
        known.delete(name);
        if (sql.anyContent.first(name, name)) throw new Failure("BucketNotEmpty", { bucket: name });
        sql.deleteStyles.run(name);
        sql.deleteStyleVersions.run(name);
        return sql.delete.run(name) > 0;
      }),
  };
}

/** A check for within a transaction. Throws NoSuchBucket. */
export function demandBucket(database: Database): (name: BucketName) => void {
  const find = database.prepare<[number]>("select 1 from buckets where name = ?");
  return (name) => {
    if (!find.first(name)) throw new Failure("NoSuchBucket", { bucket: name });
  };
}

function prepare(database: Database) {
  return {
    find: database.prepare<BucketRow>(`select ${bucketColumns} from buckets where name = ?`),
    count: database.prepare<[number]>("select count(*) from buckets"),
    insert: database.prepare(`insert into buckets (${bucketColumns}) values (?, ?, ?, ?, ?, ?, ?)`),
    list: database.prepare<BucketRow>(
      `select ${bucketColumns} from buckets where name > ? and substr(name, 1, length(?)) = ? order by name limit ?`,
    ),
    update: database.prepare(`update buckets set (${bucketColumns}) = (?, ?, ?, ?, ?, ?, ?) where name = ?`),
    delete: database.prepare("delete from buckets where name = ?"),
    anyContent: database.prepare<[number]>(
      `select 1 where exists (select 1 from objects where bucket = ?) or exists (select 1 from uploads where bucket = ?)`,
    ),
    deleteStyles: database.prepare("delete from styles where bucket = ?"),
    deleteStyleVersions: database.prepare("delete from style_versions where bucket = ?"),
  };
}
