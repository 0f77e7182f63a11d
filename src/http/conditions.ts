import type { IncomingHttpHeaders } from "node:http";
import { Failure } from "../base/failure.js";
import { parseHttpDate } from "./http-date.js";
import { wireHeader } from "./oss-request.js";

/** What conditions are held against. */
export interface Version {
  /** Without quotes. */
  readonly etag: string;
  /** ms since 1970; compared at whole seconds. */
  readonly lastModified: number;
}

/**
 * Conditional requests: `proceed`, or `not-modified` for 304. Throws PreconditionFailed with the condition at fault. Both
 * conditions of If-Match and If-Unmodified-Since must hold; If-Modified-Since counts only without If-None-Match, as one
 * second may see two versions. Dates that are no HTTP dates are ignored. `prefix` stands before the headers' names where they
 * are about another object than the addressed one. Source: wire protocol §4.2, §4.4; RFC 9110 §13.2.2.
 */
export function checkConditions(
  headers: IncomingHttpHeaders,
  version: Version,
  prefix = "",
): "proceed" | "not-modified" {
  const match = wireHeader(headers, `${prefix}if-match`);
  if (match !== undefined && !names(match, version.etag))
    throw new Failure("PreconditionFailed", { condition: "If-Match" });
  const unmodifiedSince = parseHttpDate(wireHeader(headers, `${prefix}if-unmodified-since`));
  if (unmodifiedSince !== undefined && wholeSecond(version.lastModified) > unmodifiedSince)
    throw new Failure("PreconditionFailed", { condition: "If-Unmodified-Since" });

  const noneMatch = wireHeader(headers, `${prefix}if-none-match`);
  if (noneMatch !== undefined) return names(noneMatch, version.etag) ? "not-modified" : "proceed";
  const modifiedSince = parseHttpDate(wireHeader(headers, `${prefix}if-modified-since`));
  return modifiedSince !== undefined && wholeSecond(version.lastModified) <= modifiedSince ? "not-modified" : "proceed";
}

/** True unless an If-Range header names another version: then the range is to be ignored. Source: RFC 9110 §13.1.5. */
export function isRangeOfThis(headers: IncomingHttpHeaders, version: Version): boolean {
  const condition = wireHeader(headers, "if-range");
  if (condition === undefined) return true;
  const date = parseHttpDate(condition);
  return date === undefined ? names(condition, version.etag) : date === wholeSecond(version.lastModified);
}

/** Holds a header's list of ETags against one: with or without quotes, in any case; `*` is any. */
function names(list: string, etag: string): boolean {
  return list.split(",").some((item) => {
    const bare = item
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1");
    return bare === "*" || bare.toUpperCase() === etag.toUpperCase();
  });
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
