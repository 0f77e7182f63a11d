import type { StoredObject } from "../service/ports.js";

/** The headers that name a version of an object, or a part, and tell its checksum, which a cloud may not know of an old one. */
export function versionHeaders({ etag, crc64 }: Pick<StoredObject, "etag" | "crc64">): Record<string, string> {
  return { ETag: `"${etag}"`, ...(crc64 !== "" && { "x-oss-hash-crc64ecma": crc64 }) };
}
