import type { StoredObject } from "../service/ports.js";
import { httpDate } from "./http-date.js";
import { versionHeaders } from "./version-headers.js";
import { wireOfText } from "./wire-text.js";

/** Headers of a stored object's GET and HEAD, as wire strings; Content-Length is the transfer's. Source: wire protocol §2, §4.2. */
export function objectHeaders(object: StoredObject): Record<string, string> {
  const metadata = Object.entries(object.metadata).map(([name, value]) => [`x-oss-meta-${name}`, wireOfText(value)]);
  return {
    "Content-Type": wireOfText(object.contentType),
    ...storedHeaders(object),
    ...versionHeaders(object),
    "Last-Modified": httpDate(object.lastModified),
    "Accept-Ranges": "bytes",
    "x-oss-object-type": object.type,
    ...(object.type === "Appendable" && { "x-oss-next-append-position": String(object.byteSize) }),
    "x-oss-storage-class": "Standard",
    ...(object.contentEncoding !== undefined && { "Content-Encoding": wireOfText(object.contentEncoding) }),
    ...(object.contentLanguage !== undefined && { "Content-Language": wireOfText(object.contentLanguage) }),
    ...Object.fromEntries(metadata),
  };
}

/** The stored headers that also hold for what is made of the object. Source: specification §22. */
export function storedHeaders({ cacheControl, contentDisposition, expires }: StoredObject): Record<string, string> {
  return {
    ...(cacheControl !== undefined && { "Cache-Control": wireOfText(cacheControl) }),
    ...(contentDisposition !== undefined && { "Content-Disposition": wireOfText(contentDisposition) }),
    ...(expires !== undefined && { Expires: wireOfText(expires) }),
  };
}
