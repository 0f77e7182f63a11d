import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { ObjectAcl, ObjectHeaders, PartRecord, UploadRecord } from "../../service/ports.js";
import type { SqlValue } from "./database.js";
import { decodeKey, encodeHeaders, encodeKey } from "./object-row.js";

/** The columns of `uploads`, in the order of UploadRow. */
export const uploadColumns = "bucket, key, id, acl, headers, initiated_at";

export type UploadRow = [
  bucket: string,
  key: Uint8Array,
  id: string,
  acl: string,
  /** JSON of ObjectHeaders. */
  headers: string,
  initiatedAt: number,
];

export function encodeUpload(upload: UploadRecord): SqlValue[] {
  const { bucket, key, id, acl, initiatedAt } = upload;
  const row: UploadRow = [bucket, encodeKey(key), id, acl, encodeHeaders(upload), initiatedAt];
  return row;
}

export function decodeUpload([bucket, key, id, acl, headers, initiatedAt]: UploadRow): UploadRecord {
  return {
    bucket: bucket as BucketName,
    key: decodeKey(key) as ObjectKey,
    id,
    acl: acl as ObjectAcl,
    initiatedAt,
    ...(JSON.parse(headers) as ObjectHeaders),
  };
}

/** The columns of `parts` behind `upload`, in the order of PartRow. */
export const partColumns = "number, blob, etag, crc64, byte_size, last_modified";

export type PartRow = [
  number: number,
  blob: string,
  etag: string,
  crc64: string,
  byteSize: number,
  lastModified: number,
];

export function encodePart({ number, blob, etag, crc64, byteSize, lastModified }: PartRecord): SqlValue[] {
  const row: PartRow = [number, blob, etag, crc64, byteSize, lastModified];
  return row;
}

export function decodePart([number, blob, etag, crc64, byteSize, lastModified]: PartRow): PartRecord {
  return { number, blob, etag, crc64, byteSize, lastModified };
}
