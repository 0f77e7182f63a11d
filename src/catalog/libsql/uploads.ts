import { Failure } from "../../base/failure.js";
import type { Catalog, PartRecord, Upload } from "../../service/ports.js";
import { demandBucket } from "./buckets.js";
import type { Database } from "./database.js";
import { encodeKey } from "./object-row.js";
import type { ObjectRows } from "./object-rows.js";
import { pageOfUploads } from "./page-of-uploads.js";
import {
  decodePart,
  decodeUpload,
  encodePart,
  encodeUpload,
  type PartRow,
  partColumns,
  type UploadRow,
  uploadColumns,
} from "./upload-row.js";

type UploadMethods =
  | "startUpload"
  | "findUpload"
  | "listUploads"
  | "listStaleUploads"
  | "putPart"
  | "listParts"
  | "completeUpload"
  | "abortUpload";

/** The catalog's records of uploads and their parts. */
export function uploadRecords(database: Database, rows: ObjectRows): Pick<Catalog, UploadMethods> {
  const sql = prepare(database);
  const demand = demandBucket(database);
  const name = ({ bucket, key, id }: Upload) => [bucket, encodeKey(key), id] as const;

  const allParts = (upload: Upload): PartRecord[] => sql.listParts.all(upload.id, 0, -1).map(decodePart);
  /** Removes it with its parts; false when there is none. */
  const end = (upload: Upload): boolean => {
    if (sql.delete.run(...name(upload)) === 0) return false;
    sql.deleteParts.run(upload.id);
    return true;
  };

  return {
    startUpload: async (upload) =>
      database.write(() => {
        demand(upload.bucket);
        sql.insert.run(...encodeUpload(upload));
      }),

    findUpload: async ({ bucket, key }, id) => {
      const row = sql.find.first(bucket, encodeKey(key), id);
      return row && decodeUpload(row);
    },

    listUploads: async (query) =>
      pageOfUploads(query, ({ key, id }, to, limit) => sql.scan.all(query.bucket, key, id, to, limit)),

    listStaleUploads: async (before, limit) => sql.listStale.all(before, limit).map(decodeUpload),

    putPart: async (upload, part) =>
      database.write(() => {
        if (!sql.find.first(...name(upload))) throw noSuchUpload(upload);
        const replaced = sql.findPart.first(upload.id, part.number);
        sql.putPart.run(upload.id, ...encodePart(part));
        return replaced && decodePart(replaced);
      }),

    listParts: async ({ id }, { after = 0, limit }) => sql.listParts.all(id, after, limit).map(decodePart),

    completeUpload: async (upload, record, options) =>
      database.write(() => {
        const parts = allParts(upload);
        if (!end(upload)) throw noSuchUpload(upload);
        return { replaced: rows.put(record, options), parts };
      }),

    abortUpload: async (upload) =>
      database.write(() => {
        const parts = allParts(upload);
        return end(upload) ? parts : undefined;
      }),
  };
}

function noSuchUpload({ bucket, key, id }: Upload): Failure<"NoSuchUpload"> {
  return new Failure("NoSuchUpload", { bucket, key, uploadId: id });
}

function prepare(database: Database) {
  return {
    insert: database.prepare(`insert into uploads (${uploadColumns}) values (?, ?, ?, ?, ?, ?)`),
    find: database.prepare<UploadRow>(`select ${uploadColumns} from uploads where bucket = ? and key = ? and id = ?`),
    delete: database.prepare("delete from uploads where bucket = ? and key = ? and id = ?"),
    scan: database.prepare<UploadRow>(
      `select ${uploadColumns} from uploads where bucket = ? and (key, id) > (?, ?) and key < ? order by key, id limit ?`,
    ),
    listStale: database.prepare<UploadRow>(
      `select ${uploadColumns} from uploads where initiated_at < ? order by initiated_at limit ?`,
    ),
    findPart: database.prepare<PartRow>(`select ${partColumns} from parts where upload = ? and number = ?`),
    putPart: database.prepare(
      `insert into parts (upload, ${partColumns}) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (upload, number) do update set blob = excluded.blob, etag = excluded.etag, crc64 = excluded.crc64,
         byte_size = excluded.byte_size, last_modified = excluded.last_modified`,
    ),
    listParts: database.prepare<PartRow>(
      `select ${partColumns} from parts where upload = ? and number > ? order by number limit ?`,
    ),
    deleteParts: database.prepare("delete from parts where upload = ?"),
  };
}
