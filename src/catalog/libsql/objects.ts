import type { Catalog } from "../../service/ports.js";
import type { Database } from "./database.js";
import { decodeObject, encodeKey, type ObjectRow, objectColumns } from "./object-row.js";
import type { ObjectRows } from "./object-rows.js";
import { pageOfObjects } from "./page-of-objects.js";

type ObjectMethods =
  | "putObject"
  | "findObject"
  | "findRecord"
  | "deleteObject"
  | "deleteObjects"
  | "setObjectAcl"
  | "listObjects"
  | "keepInspection"
  | "isBlobUsed";

/** The catalog's records of objects. */
export function objectRecords(database: Database, rows: ObjectRows): Pick<Catalog, ObjectMethods> {
  const sql = prepare(database);

  return {
    putObject: async (record, options) => database.write(() => rows.put(record, options)),

    findObject: async ({ bucket, key }) => {
      const row = sql.find.first(bucket, encodeKey(key));
      return row && decodeObject(row);
    },

    findRecord: async (at) => rows.find(at),

    deleteObject: async (at, version) => database.write(() => rows.delete(at, version)),

    deleteObjects: async (bucket, keys) =>
      database.write(() => keys.flatMap((key) => rows.delete({ bucket, key }) ?? [])),

    setObjectAcl: async ({ bucket, key }, acl) => sql.setAcl.run(acl, bucket, encodeKey(key)) > 0,

    listObjects: async (query) =>
      pageOfObjects(query, (from, to, limit) => sql.scan.all(query.bucket, from, to, limit)),

    keepInspection: async ({ bucket, key }, version, inspection) => {
      sql.keepInspection.run(JSON.stringify(inspection), bucket, encodeKey(key), version);
    },

    isBlobUsed: async (blob) => sql.blobUser.first(blob, blob, blob) !== undefined,
  };
}

function prepare(database: Database) {
  return {
    find: database.prepare<ObjectRow>(`select ${objectColumns} from objects where bucket = ? and key = ?`),
    scan: database.prepare<ObjectRow>(
      `select ${objectColumns} from objects where bucket = ? and key >= ? and key < ? order by key limit ?`,
    ),
    setAcl: database.prepare("update objects set acl = ? where bucket = ? and key = ?"),
    keepInspection: database.prepare("update objects set inspection = ? where bucket = ? and key = ? and version = ?"),
    blobUser: database.prepare<[number]>(
      `select 1 where exists (select 1 from objects where blob = ?) or exists (select 1 from segments where blob = ?)
         or exists (select 1 from parts where blob = ?)`,
    ),
  };
}
