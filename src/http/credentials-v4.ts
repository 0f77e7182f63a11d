import type { IncomingHttpHeaders } from "node:http";
import { Failure } from "../base/failure.js";
import { parseHttpDate } from "./http-date.js";
import { madeOf } from "./made-of.js";
import { wireHeader } from "./oss-request.js";
import type { Query } from "./request-target.js";
import { type Scope, unsignedPayload } from "./signature-v4.js";

interface SignedV4 {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly scope: Scope;
  /** As written, for the string to sign. */
  readonly timestamp: string;
  /** ms since 1970. */
  readonly sentAt: number;
  /** Lower-case names, sorted. */
  readonly additionalHeaders: readonly string[];
}

/** Signature version 4 in the Authorization header. */
export interface HeaderV4 extends SignedV4 {
  readonly scheme: "v4-header";
}

/** Signature version 4 in the query. */
export interface UrlV4 extends SignedV4 {
  readonly scheme: "v4-url";
  /** ms since 1970. */
  readonly expiresAt: number;
}

const isDigits = madeOf("0123456789");
const isLowerHex = madeOf("0123456789abcdef");

const credentialForm = /^([^\s/]+)\/(\d{8})\/([!-.0-~]*)\/(oss|oss-cloudbox)\/aliyun_v4_request$/;
const maxRegionLength = 64;
const algorithm = "OSS4-HMAC-SHA256";
/** Seven days. Source: OSS manual, signature version 4 in a URL. */
const maxExpirySeconds = 604_800;

/** True for an Authorization header of version 4. */
export function isHeaderV4(authorization: string): boolean {
  return authorization.startsWith(`${algorithm} `);
}

/** True when the query holds any part of a signature of version 4. */
export function isUrlV4(query: Query): boolean {
  return query.has("x-oss-signature-version") || query.has("x-oss-signature");
}

/**
 * `OSS4-HMAC-SHA256 Credential=…,AdditionalHeaders=…,Signature=…`, fields in any order. Throws InvalidArgument,
 * AccessDenied without a date, OperationNotServed for a signed payload. Source: wire protocol §3.4.
 */
export function parseHeaderV4(authorization: string, headers: IncomingHttpHeaders): HeaderV4 {
  const fields = new Map<string, string>();
  for (const field of authorization.slice(algorithm.length).split(",")) {
    // By hand: a pattern that trims takes quadratic time on a run of spaces.
    const equals = field.indexOf("=");
    if (equals > 0) fields.set(field.slice(0, equals).trim(), field.slice(equals + 1).trim());
  }
  const { accessKeyId, scope } = parseCredential(fields.get("Credential"));
  const timestamp = wireHeader(headers, "x-oss-date") ?? wireHeader(headers, "date") ?? "";
  refuseSignedPayload(headers);
  return {
    scheme: "v4-header",
    accessKeyId,
    scope,
    signature: parseSignature(fields.get("Signature")),
    timestamp,
    sentAt: parseTimestamp(timestamp, scope),
    additionalHeaders: parseNames(fields.get("AdditionalHeaders")),
  };
}

/** Throws InvalidArgument, AccessDenied without a date, OperationNotServed for a signed payload. Source: wire protocol §3.5. */
export function parseUrlV4(headers: IncomingHttpHeaders, query: Query): UrlV4 {
  const version = query.get("x-oss-signature-version") ?? "";
  if (version !== algorithm) throw malformed("x-oss-signature-version", algorithm, version);
  const { accessKeyId, scope } = parseCredential(query.get("x-oss-credential"));
  const timestamp = query.get("x-oss-date") ?? "";
  const sentAt = parseTimestamp(timestamp, scope);
  const expires = query.get("x-oss-expires") ?? "";
  const seconds = expires.length <= 6 && isDigits(expires) ? Number(expires) : 0;
  if (seconds < 1 || seconds > maxExpirySeconds)
    throw malformed("x-oss-expires", `an integer 1..${maxExpirySeconds} (s)`, expires);
  refuseSignedPayload(headers);
  return {
    scheme: "v4-url",
    accessKeyId,
    scope,
    signature: parseSignature(query.get("x-oss-signature")),
    timestamp,
    sentAt,
    expiresAt: sentAt + seconds * 1000,
    additionalHeaders: parseNames(query.get("x-oss-additional-headers")),
  };
}

/** `AccessKeyId/day/region/product/aliyun_v4_request`. Throws InvalidArgument. */
export function parseCredential(text: string | undefined): { accessKeyId: string; scope: Scope } {
  const [, accessKeyId, day, region, product] = credentialForm.exec(text ?? "") ?? [];
  if (!accessKeyId || !day || region === undefined || region.length > maxRegionLength || !product)
    throw malformed("Credential", "AccessKeyId/yyyymmdd/region/oss/aliyun_v4_request");
  return { accessKeyId, scope: { day, region, product } };
}

/** 64 lower-case hex digits. Throws InvalidArgument. */
export function parseSignature(text: string | undefined): string {
  if (text?.length !== 64 || !isLowerHex(text)) throw malformed("Signature", "64 lower-case hex digits");
  return text;
}

/**
 * `20261122T080000Z`, or as one client sends it an HTTP date; of the same day as the scope. In ms since 1970. Throws
 * AccessDenied without a date, InvalidArgument.
 */
export function parseTimestamp(text: string, scope: Scope): number {
  const basic = parseBasic(text);
  const at = basic ?? parseHttpDate(text);
  if (at === undefined) throw new Failure("AccessDenied", { reason: "OSS authentication requires a valid Date." });
  const utcDay = basic === undefined ? new Date(at).toISOString().slice(0, 10).replaceAll("-", "") : text.slice(0, 8);
  if (utcDay !== scope.day) throw malformed("Credential", `the day of the request, ${utcDay}`, scope.day);
  return at;
}

/** `20261122T080000Z` → ms since 1970, by hand: Date.parse wants another form, and takes four times as long. */
function parseBasic(text: string): number | undefined {
  if (text.length !== 16 || text[8] !== "T" || !/^\d+T\d+Z$/.test(text)) return undefined;
  const [month, day] = [twoDigits(text, 4), twoDigits(text, 6)];
  const [hour, minute, second] = [twoDigits(text, 9), twoDigits(text, 11), twoDigits(text, 13)];
  const isTime = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  return isTime ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

function parseNames(text = ""): readonly string[] {
  if (text === "") return [];
  const names = text.split(";").map((name) => name.trim().toLowerCase());
  return [...new Set(names.filter(Boolean))].sort();
}

/** A body that is part of what is signed would have to be held back until its end. */
function refuseSignedPayload(headers: IncomingHttpHeaders): void {
  const payload = wireHeader(headers, "x-oss-content-sha256");
  if (payload !== undefined && payload !== unsignedPayload)
    throw new Failure("OperationNotServed", { operation: "x-oss-content-sha256 with a digest" });
}

/** Values stay out of the message unless they are harmless. */
function malformed(name: string, expected: string, got = "another form"): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name, got, expected });
}
