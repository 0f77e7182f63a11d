import type { OssHeaders } from "../../oss/index.js";
import type {
  Inspection,
  ListedObject,
  ObjectAcl,
  ObjectHeaders,
  ObjectRef,
  StoredObject,
} from "../../service/ports.js";

const metaPrefix = "x-oss-meta-";

/** Headers that store these with an object. */
export function writtenHeaders(headers: ObjectHeaders): Record<string, string> {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires, metadata } =
    headers;
  return {
    "Content-Type": contentType,
    ...(cacheControl !== undefined && { "Cache-Control": cacheControl }),
    ...(contentDisposition !== undefined && { "Content-Disposition": contentDisposition }),
    ...(contentEncoding !== undefined && { "Content-Encoding": contentEncoding }),
    ...(contentLanguage !== undefined && { "Content-Language": contentLanguage }),
    ...(expires !== undefined && { Expires: expires }),
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [metaPrefix + name, value])),
  };
}

/** What a HEAD tells of an object; its ACL and what was seen of it come from elsewhere. */
export function readObject(
  at: ObjectRef,
  headers: OssHeaders,
  more: { readonly acl: ObjectAcl; readonly inspection?: Inspection | undefined },
): StoredObject {
  const etag = readEtag(headers.etag);
  const lastModified = readTime(headers["last-modified"]);
  const text = (name: string) => textOfWire(headers[name]);
  const optional = <K extends keyof ObjectHeaders>(property: K, name: string) => {
    const value = text(name);
    return value === undefined ? {} : { [property]: value };
  };
  return {
    bucket: at.bucket,
    key: at.key,
    version: versionOf(etag, lastModified),
    etag,
    crc64: headers["x-oss-hash-crc64ecma"] ?? "",
    byteSize: Number(headers["content-length"] ?? 0),
    acl: more.acl,
    type: readType(headers["x-oss-object-type"]),
    lastModified,
    contentType: text("content-type") ?? "application/octet-stream",
    ...optional("cacheControl", "cache-control"),
    ...optional("contentDisposition", "content-disposition"),
    ...optional("contentEncoding", "content-encoding"),
    ...optional("contentLanguage", "content-language"),
    ...optional("expires", "expires"),
    metadata: readMetadata(headers),
    ...(more.inspection && { inspection: more.inspection }),
  };
}

/**
 * Names one version of an object, from what a listing tells as well. Equal bytes written twice within a second are one
 * version: what is made of them is the same.
 */
export function versionOf(etag: string, lastModified: number): string {
  return `${etag}-${Math.floor(lastModified / 1000)}`;
}

/** Without its quotes, in upper case as the service writes it. */
export function readEtag(header: string | undefined): string {
  return (header ?? "").replace(/^(?:W\/)?"|"$/g, "").toUpperCase();
}

export function readType(text: string | undefined): ListedObject["type"] {
  return text === "Multipart" || text === "Appendable" ? text : "Normal";
}

/** A time as headers and documents write it, ms since 1970; 0 for none, and for what is none. */
export function readTime(text: string | undefined): number {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? 0 : time;
}

function readMetadata(headers: OssHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(metaPrefix) ? [[name.slice(metaPrefix.length), textOfWire(value) ?? ""]] : [],
    ),
  );
}

/** Node takes header bytes for Latin-1; they are UTF-8. */
function textOfWire(value: string | undefined): string | undefined {
  return value === undefined ? undefined : Buffer.from(value, "latin1").toString("utf8");
}
