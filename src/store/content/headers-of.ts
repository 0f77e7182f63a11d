import type { ObjectHeaders } from "../../service/ports.js";

/** The headers alone of anything that has them; those that are absent have no property. */
export function headersOf(from: ObjectHeaders): ObjectHeaders {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires, metadata } = from;
  return {
    contentType,
    ...(cacheControl !== undefined && { cacheControl }),
    ...(contentDisposition !== undefined && { contentDisposition }),
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(contentLanguage !== undefined && { contentLanguage }),
    ...(expires !== undefined && { expires }),
    metadata,
  };
}
