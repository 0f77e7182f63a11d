import type { BucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import type { StyleName } from "../../base/style-name.js";
import type { Catalog, Style } from "../../service/ports.js";
import { maxStylesPerBucket } from "../limits.js";
import { demandBucket } from "./buckets.js";
import { count, type Database } from "./database.js";

type StyleMethods = "putStyle" | "findStyle" | "listStyles" | "deleteStyle";

/** The catalog's records of styles. */
export function styleRecords(database: Database): Pick<Catalog, StyleMethods> {
  const sql = prepare(database);
  const demand = demandBucket(database);

  return {
    putStyle: async (style) =>
      database.write(() => {
        const { bucket, name } = style;
        demand(bucket);
        const existing = sql.find.first(bucket, name);
        if (!existing && count(sql.count.first(bucket)) >= maxStylesPerBucket)
          throw new Failure("InvalidArgument", {
            name: "styleName",
            got: name,
            expected: `at most ${maxStylesPerBucket} styles in a bucket`,
          });
        const createdAt = existing ? decodeStyle(existing).createdAt : style.createdAt;
        sql.put.run(bucket, name, style.content, createdAt, style.updatedAt);
        return { ...style, createdAt };
      }),

    findStyle: async (bucket, name) => {
      const row = sql.find.first(bucket, name);
      return row && decodeStyle(row);
    },

    listStyles: async (bucket) => sql.list.all(bucket).map(decodeStyle),

    deleteStyle: async (bucket, name) => sql.delete.run(bucket, name) > 0,
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

function decodeStyle([bucket, name, content, createdAt, updatedAt]: StyleRow): Style {
  return { bucket: bucket as BucketName, name: name as StyleName, content, createdAt, updatedAt };
}
