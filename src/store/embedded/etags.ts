import { createHash } from "node:crypto";

/** Of content that came in one go. Source: wire protocol §2. */
export function etagOf(md5: Buffer): string {
  return md5.toString("hex").toUpperCase();
}

/** Of content put together of parts: the MD5 of their MD5s and their number. Source: wire protocol §4.6. */
export function etagOfParts(etags: readonly string[]): string {
  const hash = createHash("md5");
  for (const etag of etags) hash.update(etag, "hex");
  return `${etagOf(hash.digest())}-${etags.length}`;
}

/**
 * Of content that grew, which is opaque: the first time the MD5 of the bytes, then that of the ETag before and the MD5 of
 * what came. Unlike the MD5 of the whole it needs nothing of what is there already.
 */
export function etagOfGrown(before: string | undefined, md5: Buffer): string {
  if (before === undefined) return etagOf(md5);
  return etagOf(createHash("md5").update(before, "hex").update(md5).digest());
}
