import type { IncomingHttpHeaders } from "node:http";
import { Failure } from "../base/failure.js";
import { parseHttpDate } from "./http-date.js";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";

/** Signature version 1 in the Authorization header. */
export interface HeaderV1 {
  readonly scheme: "v1-header";
  readonly accessKeyId: string;
  readonly signature: string;
  /** As written, for the string to sign. */
  readonly date: string;
  /** ms since 1970. */
  readonly sentAt: number;
}

/** Signature version 1 in the query. */
export interface UrlV1 {
  readonly scheme: "v1-url";
  readonly accessKeyId: string;
  readonly signature: string;
  /** As written, for the string to sign. */
  readonly expires: string;
  /** ms since 1970. */
  readonly expiresAt: number;
}

const urlParameters = ["OSSAccessKeyId", "Expires", "Signature"] as const;

/** True when the query holds any part of a signature of version 1. */
export function isUrlV1(query: Query): boolean {
  return urlParameters.some((name) => query.has(name));
}

/** `OSS AccessKeyId:Signature`. Throws InvalidArgument, and AccessDenied without a date. Source: wire protocol §3.2. */
export function parseHeaderV1(authorization: string, headers: IncomingHttpHeaders): HeaderV1 {
  const [, accessKeyId, signature] = /^OSS ([^:\s]+):([A-Za-z0-9+/=]+)$/.exec(authorization) ?? [];
  if (!accessKeyId || !signature)
    // The value stays out of the message: it may be another system's secret.
    throw new Failure("InvalidArgument", {
      name: "Authorization",
      got: "another form",
      expected: "OSS AccessKeyId:Signature",
    });
  const date = wireHeader(headers, "x-oss-date") ?? wireHeader(headers, "date") ?? "";
  const sentAt = parseHttpDate(date);
  if (sentAt === undefined) throw new Failure("AccessDenied", { reason: "OSS authentication requires a valid Date." });
  return { scheme: "v1-header", accessKeyId, signature, date, sentAt };
}

/** Throws AccessDenied when a part is missing or the expiry is no number. Source: wire protocol §3.3. */
export function parseUrlV1(query: Query): UrlV1 {
  const [accessKeyId, expires, signature] = urlParameters.map((name) => query.get(name));
  if (!accessKeyId || !expires || !signature)
    throw new Failure("AccessDenied", {
      reason: "Query string authentication requires the Signature, Expires and OSSAccessKeyId parameters.",
    });
  if (!/^\d{1,12}$/.test(expires))
    throw new Failure(
      "AccessDenied",
      { reason: "Invalid date (should be seconds since epoch)." },
      { hint: "Expires is a whole number of seconds since 1970." },
    );
  return { scheme: "v1-url", accessKeyId, signature, expires, expiresAt: Number(expires) * 1000 };
}
