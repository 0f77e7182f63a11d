import type { PartOptions } from "../service/ports.js";

/**
 * The header that tells the MD5 of what was stored: the one that the body was held against, or what the ETag says of it where
 * it has the form of one, which in an object storage it need not. Source: wire protocol §4.1, §4.6.
 */
export function writtenMd5(
  { expectedMd5 }: Pick<PartOptions, "expectedMd5">,
  etag: string,
): { readonly "Content-MD5"?: string } {
  if (expectedMd5 !== undefined) return { "Content-MD5": expectedMd5 };
  return /^[0-9A-F]{32}$/i.test(etag) ? { "Content-MD5": Buffer.from(etag, "hex").toString("base64") } : {};
}
