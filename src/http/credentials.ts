import type { IncomingHttpHeaders } from "node:http";
import { Failure } from "../base/failure.js";
import { type HeaderV1, isUrlV1, parseHeaderV1, parseUrlV1, type UrlV1 } from "./credentials-v1.js";
import { type HeaderV4, isHeaderV4, isUrlV4, parseHeaderV4, parseUrlV4, type UrlV4 } from "./credentials-v4.js";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";

/** How a request says who sends it; not yet verified. */
export type Credentials = { readonly scheme: "anonymous" } | SignedCredentials;
export type SignedCredentials = HeaderV1 | UrlV1 | HeaderV4 | UrlV4;

/**
 * Reads the credentials of a request. Throws InvalidArgument for a malformed or unknown Authorization header, or both a
 * header and a URL signature, and what the schemes' own parsers throw. Source: wire protocol §3.1.
 */
export function parseCredentials(headers: IncomingHttpHeaders, query: Query): Credentials {
  const authorization = wireHeader(headers, "authorization");
  if (authorization !== undefined && (isUrlV4(query) || isUrlV1(query)))
    throw new Failure("InvalidArgument", {
      name: "Authorization",
      got: "a header and a URL signature",
      expected: "only one way of signing",
    });
  if (authorization !== undefined)
    return isHeaderV4(authorization) ? parseHeaderV4(authorization, headers) : parseHeaderV1(authorization, headers);
  if (isUrlV4(query)) return parseUrlV4(headers, query);
  return isUrlV1(query) ? parseUrlV1(query) : { scheme: "anonymous" };
}
