import type { BucketName } from "../../base/bucket-name.js";
import { demandRoomForStyle } from "../../base/demand-room-for-style.js";
import { demandStyleVersion } from "../../base/demand-style-version.js";
import type { StyleName } from "../../base/style-name.js";
import type { Catalog, StoredStyle, Style } from "../../service/ports.js";
import { demandBucket } from "./buckets.js";
import { count, type Database } from "./database.js";
import type { StyleVersionRows } from "./style-version-rows.js";

type StyleMethods = "putStyle" | "findStyle" | "listStyles" | "deleteStyle";

/** The catalog's records of styles. Each goes with its versions, in one transaction. */
export function styleRecords(database: Database, versions: StyleVersionRows): Pick<Catalog, StyleMethods> {
  const sql = prepare(database);
  const demand = demandBucket(database);
  /** A version that nobody wrote down: this folder served another store meanwhile. */
  const seen = (style: StoredStyle) => versions.match(style) ?? versions.record(style);
  const withVersion = async (style: StoredStyle): Promise<Style> =>
    versions.match(style) ?? database.write(() => seen(style));

  return {
    putStyle: async (bucket, name, { content, over, ...draft }, now) =>
      database.write(() => {
        demand(bucket);
        const row = sql.find.first(bucket, name);
        const before = row && seen(decodeStyle(row));
        demandStyleVersion({ bucket, name }, before?.version ?? 0, over);
        if (!before) demandRoomForStyle(name, count(sql.count.first(bucket)));
        const style = { bucket, name, content, createdAt: before?.createdAt ?? now, updatedAt: now };
        sql.put.run(bucket, name, content, style.createdAt, now);
        return versions.record(style, draft);
      }),

    findStyle: async (bucket, name) => {
      const row = sql.find.first(bucket, name);
      return row && withVersion(decodeStyle(row));
    },

    listStyles: async (bucket) => Promise.all(sql.list.all(bucket).map((row) => withVersion(decodeStyle(row)))),

    deleteStyle: async (bucket, name) =>
      database.write(() => {
        versions.forget(bucket, name);
        return sql.delete.run(bucket, name) > 0;
      }),
  };
}

type StyleRow = [bucket: string, name: string, content: string, createdAt: number, updatedAt: number];

function prepare(database: Database) {
  const columns = "bucket, name, content, created_at, updated_at";
  return {
    find: database.prepare<StyleRow>(`select ${columns} from styles where bucket = ? and name = ?`),
    list: database.prepare<StyleRow>(`select ${columns} from styles where bucket = ? order by name`),
    count: database.prepare<[number]>("select count(*) from styles where bucket = ?"),
    put: database.prepare(
      `insert into styles (${columns}) values (?, ?, ?, ?, ?)
       on conflict (bucket, name) do update set content = excluded.content, updated_at = excluded.updated_at`,
    ),
    delete: database.prepare("delete from styles where bucket = ? and name = ?"),
  };
}

function decodeStyle([bucket, name, content, createdAt, updatedAt]: StyleRow): StoredStyle {
  return { bucket: bucket as BucketName, name: name as StyleName, content, createdAt, updatedAt };
}
