import { Failure } from "../../base/failure.js";
import { type NumberRange, readInRange } from "../../base/number-range.js";
import type { CorsRule } from "../ports.js";

/** Rules of one bucket. Source: OSS manual, PutBucketCors. */
export const maxCorsRules = 20;
/** Entries of each list of a rule: each request of another origin's page is held against them. */
export const maxCorsEntries = 100;
/** How long a browser may remember an answer. Source: OSS manual, PutBucketCors. */
export const corsAges: NumberRange = { min: 0, max: 999_999_999, unit: "seconds" };

const corsMethods: readonly CorsRule["allowedMethods"][number][] = ["GET", "PUT", "DELETE", "POST", "HEAD"];

/** A rule as a door was given it. */
export interface WrittenCorsRule {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number | null | undefined;
}

/**
 * Reads one rule. What is expected of a value is what browsers may be told: origins and header names go out in headers. Throws
 * InvalidArgument that names the property at fault. Source: OSS manual, PutBucketCors.
 */
export function parseCorsRule(written: WrittenCorsRule): CorsRule {
  const { maxAgeSeconds } = written;
  const each = (
    name: Exclude<keyof WrittenCorsRule, "maxAgeSeconds">,
    isRight: (text: string) => boolean,
    expected: string,
  ) => {
    const { length } = written[name];
    if (length > maxCorsEntries)
      throw new Failure("InvalidArgument", { name, expected: `at most ${maxCorsEntries}`, got: String(length) });
    const strange = written[name].find((text) => !isRight(text));
    if (strange === undefined) return written[name];
    throw new Failure("InvalidArgument", { name, expected, got: strange });
  };
  const atLeastOne = (name: "allowedOrigins" | "allowedMethods") => {
    if (written[name].length === 0)
      throw new Failure("InvalidArgument", { name, expected: "at least one", got: "none" });
  };
  atLeastOne("allowedOrigins");
  atLeastOne("allowedMethods");
  return {
    allowedOrigins: each("allowedOrigins", isOrigin, "* or an origin with at most one *"),
    allowedMethods: each("allowedMethods", isMethod, anyMethod) as CorsRule["allowedMethods"],
    allowedHeaders: each("allowedHeaders", isHeaderPattern, "a header name with at most one *"),
    exposeHeaders: each("exposeHeaders", isHeaderName, "a header name"),
    ...(maxAgeSeconds != null && { maxAgeSeconds: readInRange("maxAgeSeconds", maxAgeSeconds, corsAges) }),
  };
}

const anyMethod = `one of ${corsMethods.join(" ")}`;

function isMethod(text: string): boolean {
  return corsMethods.some((known) => known === text);
}

function isOrigin(text: string): boolean {
  return /^[!-~]{1,500}$/.test(text) && hasOneStar(text);
}

function isHeaderPattern(text: string): boolean {
  return isHeaderName(text.replace("*", "x")) && hasOneStar(text);
}

/** A token without `*`. Source: RFC 9110 §5.6.2. */
function isHeaderName(text: string): boolean {
  return /^[A-Za-z0-9!#$%&'+.^_`|~-]{1,200}$/.test(text);
}

function hasOneStar(text: string): boolean {
  return text.indexOf("*") === text.lastIndexOf("*");
}
