import type { Inspection, ListedObject } from "../../service/ports.js";
import type { SqlValue } from "./database.js";
import { encodeKey } from "./object-row.js";

/** Puts one row into `listed_objects`, in the order of `encodeListed`. */
export const putListed = `insert into listed_objects
  (bucket, key, version, etag, type, byte_size, last_modified, told_at, inspection) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Sets what a listing tells to that of the row which was to be put. */
export const listedExcluded = `version = excluded.version, etag = excluded.etag, type = excluded.type,
  byte_size = excluded.byte_size, last_modified = excluded.last_modified`;

/** An object as it was told of at that time, ms since 1970, and what was seen of it. */
export function encodeListed(object: ListedObject, toldAt: number, inspection?: Inspection): SqlValue[] {
  const { bucket, key, version, etag, type, byteSize, lastModified } = object;
  const seen = inspection === undefined ? null : JSON.stringify(inspection);
  return [bucket, encodeKey(key), version, etag, type, byteSize, lastModified, toldAt, seen];
}
