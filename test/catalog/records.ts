import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { Bucket, ObjectRecord, PartRecord, Segment, UploadRecord } from "../../src/service/ports.js";

/** The bucket of these records. */
export const bucket = parseBucketName("photos");

/** A private bucket as a store makes it. */
export function bucketOf(name: string, changes: Partial<Bucket> = {}): Bucket {
  return {
    name: parseBucketName(name),
    acl: "private",
    createdAt: 1,
    styleSeparators: [],
    sourceProtection: [],
    cors: undefined,
    fallbackImage: undefined,
    ...changes,
  };
}

/** A record with every field its own, so that a mix-up shows. */
export function recordOf(key: string, changes: Partial<ObjectRecord> = {}): ObjectRecord {
  const byteSize = changes.byteSize ?? 5_000_000_001;
  return {
    bucket,
    key: parseObjectKey(key),
    version: `version of ${key}`,
    segments: [{ blob: "b10b".repeat(16), byteSize }],
    etag: "0123456789ABCDEF0123456789ABCDEF",
    crc64: "18446744073709551615",
    byteSize,
    acl: "default",
    type: "Normal",
    lastModified: 1_790_000_000_123,
    contentType: "image/jpeg",
    metadata: {},
    ...changes,
  };
}

/** A file of the size that `recordOf` gives an object, named by one digit. */
export function segment(digit: string, byteSize = 5_000_000_001): Segment {
  return { blob: digit.repeat(64), byteSize };
}

/** An upload of the key; each id is another one. */
export function uploadOf(key: string, id: string, changes: Partial<UploadRecord> = {}): UploadRecord {
  return {
    bucket,
    key: parseObjectKey(key),
    id,
    acl: "default",
    initiatedAt: 1_790_000_000_123,
    contentType: "image/jpeg",
    metadata: {},
    ...changes,
  };
}

/** A part whose file is named by one digit. */
export function partOf(number: number, digit: string): PartRecord {
  return {
    number,
    blob: digit.repeat(64),
    etag: digit.repeat(32),
    crc64: digit,
    byteSize: 5_000_000_001,
    lastModified: 1_790_000_000_456,
  };
}
