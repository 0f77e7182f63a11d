import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Derivation, Derivations, ObjectRef } from "../../service/ports.js";
import type { Database } from "./database.js";
import { namesStyle, styleMark } from "./names-style.js";
import { decodeKey, encodeKey } from "./object-row.js";

/** What was saved from what. */
export function libsqlDerivations(database: Database): Derivations {
  const sql = prepare(database);

  return {
    keep: async ({ source, target, etag, process, savedAt }) =>
      database.write(() => {
        sql.put.run(...nameOf(target), ...nameOf(source), etag, process, savedAt);
      }),

    list: async (source, { after, limit }) => {
      const from = after ? nameOf(after) : ["", new Uint8Array()];
      return sql.list.all(...nameOf(source), ...from, limit).map((row) => decodeDerivation(source, row));
    },

    listByStyle: async (bucket, style, limit) =>
      sql.listByStyle
        .all(bucket, styleMark(style), limit)
        .map(([key, ...row]) => decodeDerivation({ bucket, key: decodeKey(key) as ObjectKey }, row)),

    move: async (from, to) =>
      database.write(() => {
        // What it replaces was something else.
        sql.forget.run(...nameOf(to), ...nameOf(to));
        sql.moveTarget.run(...nameOf(to), ...nameOf(from));
        sql.moveSource.run(...nameOf(to), ...nameOf(from));
      }),

    forget: async (bucket, keys) =>
      database.write(() => {
        for (const key of keys) sql.forget.run(...nameOf({ bucket, key }), ...nameOf({ bucket, key }));
      }),

    forgetBucket: async (bucket) =>
      database.write(() => {
        sql.forgetBucket.run(bucket, bucket);
      }),
  };
}

type DerivationRow = [bucket: string, key: Uint8Array, etag: string, process: string, savedAt: number];

function prepare(database: Database) {
  return {
    put: database.prepare(
      `insert into derivations (bucket, key, source_bucket, source_key, etag, process, saved_at)
         values (?, ?, ?, ?, ?, ?, ?)
       on conflict (bucket, key) do update set source_bucket = excluded.source_bucket, source_key = excluded.source_key,
         etag = excluded.etag, process = excluded.process, saved_at = excluded.saved_at`,
    ),
    list: database.prepare<DerivationRow>(
      `select bucket, key, etag, process, saved_at from derivations
         where source_bucket = ? and source_key = ? and (bucket, key) > (?, ?) order by bucket, key limit ?`,
    ),
    listByStyle: database.prepare<[sourceKey: Uint8Array, ...DerivationRow]>(
      `select source_key, bucket, key, etag, process, saved_at from derivations
         where source_bucket = ? and ${namesStyle("process")} order by saved_at desc limit ?`,
    ),
    moveTarget: database.prepare("update derivations set bucket = ?, key = ? where bucket = ? and key = ?"),
    moveSource: database.prepare(
      "update derivations set source_bucket = ?, source_key = ? where source_bucket = ? and source_key = ?",
    ),
    forget: database.prepare(
      "delete from derivations where (bucket = ? and key = ?) or (source_bucket = ? and source_key = ?)",
    ),
    forgetBucket: database.prepare("delete from derivations where bucket = ? or source_bucket = ?"),
  };
}

function nameOf({ bucket, key }: ObjectRef): [bucket: string, key: Uint8Array] {
  return [bucket, encodeKey(key)];
}

function decodeDerivation(source: ObjectRef, [bucket, key, etag, process, savedAt]: DerivationRow): Derivation {
  return { source, target: { bucket: bucket as BucketName, key: decodeKey(key) as ObjectKey }, etag, process, savedAt };
}
