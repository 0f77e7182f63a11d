import type { IncomingHttpHeaders } from "node:http";
import type { Address } from "./address.js";
import { canonicalHeaders } from "./canonical-headers.js";
import { canonicalParameters } from "./canonical-parameters.js";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";
import { SigningKey } from "./signing-key.js";
import { type EmptyAs, isSubResource } from "./sub-resource.js";
import { wireOfText } from "./wire-text.js";

/** Everything of a request that version 1 signs. */
export interface SignedPartsV1 {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The date line: a date as written, or the expiry of a signed URL. */
  readonly date: string;
  readonly address: Address;
  readonly query: Query;
}

/**
 * What version 1 signs, a wire string. `emptyAs` is what follows the name of an empty sub-resource: nothing, but Java's client
 * writes the sign where a caller adds one to a URL. Source: OSS manual, signature version 1; wire protocol §3.2, §3.3.
 */
export function stringToSignV1(
  { method, headers, date, address, query }: SignedPartsV1,
  emptyAs: EmptyAs = "",
): string {
  const ossHeaders = canonicalHeaders(headers, (name) => name.startsWith("x-oss-"));
  const [md5, type] = [wireHeader(headers, "content-md5") ?? "", wireHeader(headers, "content-type") ?? ""];
  // All parts as wire strings: a header that is not UTF-8 is signed byte for byte.
  return `${method}\n${md5}\n${type}\n${date}\n${ossHeaders}${canonicalResource(address, query, emptyAs)}`;
}

/** True where `stringToSignV1` gives two forms. */
export function hasEmptySubResource(query: Query): boolean {
  for (const [name, value] of query) if (value === "" && isSubResource(name)) return true;
  return false;
}

/** The key that signs with an access key's secret. */
export function signingKeyV1(secret: string): SigningKey {
  return new SigningKey({ digest: "sha1", encoding: "base64" }, Buffer.from(secret));
}

/** `/`, `/bucket/` or `/bucket/key`, decoded, with the signed parameters sorted; a wire string. */
function canonicalResource({ bucket, key }: Address, query: Query, emptyAs: EmptyAs): string {
  const path = bucket === undefined ? "/" : `/${bucket}/${key ?? ""}`;
  const parameters = canonicalParameters(query, {
    isSigned: isSubResource,
    encode: wireOfText,
    afterEmpty: () => emptyAs,
  });
  return wireOfText(path) + (parameters === "" ? "" : `?${parameters}`);
}
