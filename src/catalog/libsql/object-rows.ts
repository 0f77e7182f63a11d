import { Failure } from "../../base/failure.js";
import type { ObjectAcl, ObjectRecord, ObjectRef, PutRecordOptions, Segment } from "../../service/ports.js";
import { demandBucket } from "./buckets.js";
import type { Database } from "./database.js";
import { decodeObject, encodeKey, encodeObject, type ObjectRow, objectColumns } from "./object-row.js";

/** Rows of objects with those of their files; writing belongs into a transaction, reading is synchronous and so is one piece. */
export interface ObjectRows {
  find(at: ObjectRef): ObjectRecord | undefined;
  /** Inserts or replaces; answers the replaced record. Throws what `Catalog.putObject` does. */
  put(record: ObjectRecord, options: PutRecordOptions): ObjectRecord | undefined;
  /** Answers the deleted record; with a version no other one is deleted. */
  delete(at: ObjectRef, version?: string): ObjectRecord | undefined;
}

/** Prepares the statements. */
export function objectRows(database: Database): ObjectRows {
  const sql = prepare(database);
  const demand = demandBucket(database);

  const find = ({ bucket, key }: ObjectRef): ObjectRecord | undefined => {
    const bytes = encodeKey(key);
    const row = sql.find.first(bucket, bytes);
    if (!row) return undefined;
    const object = decodeObject(row);
    const blob = row[3];
    const segments = blob === "" ? decodeSegments(sql.segments.first(bucket, bytes)) : [{ blob, byteSize: row[6] }];
    return { ...object, segments };
  };

  /** The rows of several files; those that stay, as all but the last do when an object grows, are not written again. */
  const putSegments = ({ bucket, key, segments }: ObjectRecord, replaced: ObjectRecord | undefined): void => {
    const before = rowsOf(replaced);
    const after = rowsOf({ segments });
    const differs = after.findIndex(({ blob }, i) => blob !== before[i]?.blob);
    const same = differs < 0 ? after.length : differs;
    if (before.length > same) sql.deleteSegments.run(bucket, encodeKey(key), same);
    if (after.length > same) sql.insertSegments.run(bucket, encodeKey(key), same, encodeSegments(after.slice(same)));
  };

  return {
    find,

    put(record, { forbidOverwrite = false, over, keepAcl = false }) {
      const { bucket, key } = record;
      demand(bucket);
      const replaced = find(record);
      if (replaced && forbidOverwrite) throw new Failure("FileAlreadyExists", { bucket, key });
      if (over !== undefined && replaced?.version !== over) throw new Failure("NoSuchKey", { bucket, key });
      const acl: ObjectAcl = (keepAcl ? replaced?.acl : undefined) ?? record.acl;
      sql.put.run(...encodeObject({ ...record, acl }));
      putSegments(record, replaced);
      return replaced;
    },

    delete(at, version) {
      const deleted = find(at);
      if (!deleted || (version !== undefined && deleted.version !== version)) return undefined;
      sql.delete.run(at.bucket, encodeKey(at.key));
      if (deleted.segments.length > 1) sql.deleteSegments.run(at.bucket, encodeKey(at.key), 0);
      return deleted;
    },
  };
}

/** The segments that have rows of their own. */
function rowsOf(record: Pick<ObjectRecord, "segments"> | undefined): readonly Segment[] {
  return record && record.segments.length > 1 ? record.segments : [];
}

/** Segments in order, as JSON of `[blob, byteSize][]`: ten thousand rows that cross one by one take ten times as long. */
type SegmentsRow = [segments: string];

function encodeSegments(segments: readonly Segment[]): string {
  return JSON.stringify(segments.map(({ blob, byteSize }) => [blob, byteSize]));
}

function decodeSegments([segments]: SegmentsRow = ["[]"]): Segment[] {
  return (JSON.parse(segments) as [string, number][]).map(([blob, byteSize]) => ({ blob, byteSize }));
}

function prepare(database: Database) {
  return {
    find: database.prepare<ObjectRow>(`select ${objectColumns} from objects where bucket = ? and key = ?`),
    put: database.prepare(
      `insert into objects (${objectColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (bucket, key) do update set version = excluded.version, blob = excluded.blob, etag = excluded.etag,
         crc64 = excluded.crc64, byte_size = excluded.byte_size, type = excluded.type, acl = excluded.acl,
         last_modified = excluded.last_modified, headers = excluded.headers, inspection = excluded.inspection`,
    ),
    delete: database.prepare("delete from objects where bucket = ? and key = ?"),
    segments: database.prepare<SegmentsRow>(
      `select json_group_array(json_array(blob, byte_size))
         from (select blob, byte_size from segments where bucket = ? and key = ? order by ordinal)`,
    ),
    insertSegments: database.prepare(
      `insert into segments (bucket, key, ordinal, blob, byte_size)
         select ?, ?, ? + key, value ->> 0, value ->> 1 from json_each(?)`,
    ),
    deleteSegments: database.prepare("delete from segments where bucket = ? and key = ? and ordinal >= ?"),
  };
}
