import type { IncomingHttpHeaders } from "node:http";
import { Failure } from "../base/failure.js";
import { parseHttpDate } from "./http-date.js";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";

/** How a request says who sends it; not yet verified. */
export type Credentials =
  | { readonly scheme: "anonymous" }
  | {
      readonly scheme: "v1-header";
      readonly accessKeyId: string;
      readonly signature: string;
      /** As written, for the string to sign. */
      readonly date: string;
      /** ms since 1970. */
      readonly sentAt: number;
    }
  | {
      readonly scheme: "v1-url";
      readonly accessKeyId: string;
      readonly signature: string;
      /** As written, for the string to sign. */
      readonly expires: string;
      /** ms since 1970. */
      readonly expiresAt: number;
    };

const urlParameters = ["OSSAccessKeyId", "Expires", "Signature"] as const;

/**
 * Reads the credentials of a request. Throws InvalidArgument for a malformed Authorization header, an unknown scheme, or
 * both a header and a URL signature; AccessDenied for an incomplete URL signature or a missing date. Source: wire protocol §3.1.
 */
export function parseCredentials(headers: IncomingHttpHeaders, query: Query): Credentials {
  const authorization = wireHeader(headers, "authorization");
  const isV4Url = query.has("x-oss-signature-version") || query.has("x-oss-signature");
  const isV1Url = urlParameters.some((name) => query.has(name));
  if (authorization !== undefined && (isV4Url || isV1Url))
    throw new Failure("InvalidArgument", {
      name: "Authorization",
      got: "a header and a URL signature",
      expected: "only one way of signing",
    });
  if (authorization !== undefined) return parseAuthorization(authorization, headers);
  if (isV4Url) throw version4NotServed("x-oss-signature-version");
  return isV1Url ? parseUrlV1(query) : { scheme: "anonymous" };
}

function parseAuthorization(authorization: string, headers: IncomingHttpHeaders): Credentials {
  if (authorization.startsWith("OSS4-HMAC-SHA256")) throw version4NotServed("Authorization");
  const parts = /^OSS ([^:\s]+):([A-Za-z0-9+/=]+)$/.exec(authorization);
  if (!parts)
    // The value stays out of the message: it may be another system's secret.
    throw new Failure("InvalidArgument", {
      name: "Authorization",
      got: "another form",
      expected: "OSS AccessKeyId:Signature",
    });
  const date = wireHeader(headers, "x-oss-date") ?? wireHeader(headers, "date") ?? "";
  const sentAt = parseHttpDate(date);
  if (sentAt === undefined) throw new Failure("AccessDenied", { reason: "OSS authentication requires a valid Date." });
  return { scheme: "v1-header", accessKeyId: parts[1]!, signature: parts[2]!, date, sentAt };
}

function parseUrlV1(query: Query): Credentials {
  const [accessKeyId, expires, signature] = urlParameters.map((name) => query.get(name));
  if (!accessKeyId || !expires || !signature)
    throw new Failure("AccessDenied", {
      reason: "Query string authentication requires the Signature, Expires and OSSAccessKeyId parameters.",
    });
  if (!/^\d{1,15}$/.test(expires))
    throw new Failure("AccessDenied", { reason: "Invalid date (should be seconds since epoch)." });
  return { scheme: "v1-url", accessKeyId, signature, expires, expiresAt: Number(expires) * 1000 };
}

function version4NotServed(name: string): Failure {
  return new Failure("InvalidArgument", {
    name,
    got: "OSS4-HMAC-SHA256",
    expected: "signature version 1; signature version 4 is not served yet",
  });
}
