import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Inspection, ObjectAcl, ObjectHeaders, ObjectRecord, StoredObject } from "../../service/ports.js";
import type { SqlValue } from "./database.js";

/** The columns of `objects`, in the order of ObjectRow. */
export const objectColumns =
  "bucket, key, version, blob, etag, crc64, byte_size, type, acl, last_modified, headers, inspection";

export type ObjectRow = [
  bucket: string,
  key: Uint8Array,
  version: string,
  /** Empty when there are rows in `segments`. */
  blob: string,
  etag: string,
  crc64: string,
  byteSize: number,
  type: string,
  acl: string,
  lastModified: number,
  /** JSON of ObjectHeaders. */
  headers: string,
  /** JSON of Inspection. */
  inspection: string | null,
];

export function encodeKey(key: string): Uint8Array {
  return Buffer.from(key, "utf8");
}

export function decodeKey(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

/** The headers alone, as JSON, of anything that has them. */
export function encodeHeaders(from: ObjectHeaders): string {
  const headers: ObjectHeaders = {
    contentType: from.contentType,
    ...(from.cacheControl !== undefined && { cacheControl: from.cacheControl }),
    ...(from.contentDisposition !== undefined && { contentDisposition: from.contentDisposition }),
    ...(from.contentEncoding !== undefined && { contentEncoding: from.contentEncoding }),
    ...(from.contentLanguage !== undefined && { contentLanguage: from.contentLanguage }),
    ...(from.expires !== undefined && { expires: from.expires }),
    metadata: from.metadata,
  };
  return JSON.stringify(headers);
}

export function encodeObject(record: ObjectRecord): SqlValue[] {
  const row: ObjectRow = [
    record.bucket,
    encodeKey(record.key),
    record.version,
    record.segments.length === 1 ? (record.segments[0]?.blob ?? "") : "",
    record.etag,
    record.crc64,
    record.byteSize,
    record.type,
    record.acl,
    record.lastModified,
    encodeHeaders(record),
    record.inspection === undefined ? null : JSON.stringify(record.inspection),
  ];
  return row;
}

/** What was written by `encodeObject` was right then: nothing is checked again. */
export function decodeObject(row: ObjectRow): StoredObject {
  const [bucket, key, version, , etag, crc64, byteSize, type, acl, lastModified, headers, inspection] = row;
  return {
    bucket: bucket as BucketName,
    key: decodeKey(key) as ObjectKey,
    version,
    etag,
    crc64,
    byteSize,
    type: type as StoredObject["type"],
    acl: acl as ObjectAcl,
    lastModified,
    ...(JSON.parse(headers) as ObjectHeaders),
    ...(inspection !== null && { inspection: JSON.parse(inspection) as Inspection }),
  };
}
