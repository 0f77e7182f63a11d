import { Failure } from "../base/failure.js";

/** What whoever signed a form lets it hold. Source: OSS manual, PostObject, policy; wire protocol §4.8. */
export interface PostPolicy {
  /** ms since 1970. */
  readonly expiresAt: number;
  readonly conditions: readonly Condition[];
}

export type Condition =
  | { readonly kind: "eq" | "starts-with"; readonly field: string; readonly value: string }
  | { readonly kind: "in" | "not-in"; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: "content-length-range"; readonly min: number; readonly max: number };

/** Sizes of the file in bytes, both included. */
export interface SizeRange {
  readonly min: number;
  readonly max: number;
}

/** Reads the field `policy`, base64 of JSON. Names of fields become lower case. Throws InvalidPolicyDocument. */
export function parsePostPolicy(encoded: string): PostPolicy {
  const base64 = encoded.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw invalid("it is not base64");
  const policy = parseJson(Buffer.from(base64, "base64").toString("utf8"));
  if (!isRecord(policy)) throw invalid("expected a JSON object");
  const { expiration, conditions } = policy;
  if (!Array.isArray(conditions)) throw invalid("conditions: expected a list");
  return { expiresAt: parseExpiration(expiration), conditions: conditions.flatMap(parseCondition) };
}

/**
 * Throws AccessDenied, in the service's words, when the policy has expired or a condition does not hold. `countsFor` gives the
 * value that counts for a field.
 */
export function checkPostPolicy(
  { expiresAt, conditions }: PostPolicy,
  countsFor: (field: string) => string | undefined,
  now: number,
): void {
  if (now > expiresAt) throw denied("Policy expired.");
  for (const condition of conditions)
    if (condition.kind !== "content-length-range" && !holds(condition, countsFor(condition.field)))
      throw denied(`Policy Condition failed: ${describe(condition)}`);
}

/** The sizes that every content-length-range of the policy allows. */
export function sizeRangeOf({ conditions }: PostPolicy): SizeRange {
  const ranges = conditions.filter((condition) => condition.kind === "content-length-range");
  return {
    min: Math.max(0, ...ranges.map(({ min }) => min)),
    max: Math.min(Number.POSITIVE_INFINITY, ...ranges.map(({ max }) => max)),
  };
}

function holds(condition: Exclude<Condition, { kind: "content-length-range" }>, got: string | undefined): boolean {
  switch (condition.kind) {
    case "eq":
      return got === condition.value;
    case "starts-with":
      return (got ?? "").startsWith(condition.value);
    case "in":
      return got !== undefined && condition.values.includes(got);
    case "not-in":
      return got === undefined || !condition.values.includes(got);
  }
}

function describe(condition: Exclude<Condition, { kind: "content-length-range" }>): string {
  const wanted = "values" in condition ? condition.values : condition.value;
  return JSON.stringify([condition.kind, `$${condition.field}`, wanted]);
}

/** `{name: value, …}`, or a list whose first item says what is compared. */
function parseCondition(condition: unknown): readonly Condition[] {
  if (Array.isArray(condition)) return [parseListed(condition)];
  if (!isRecord(condition)) throw invalid("a condition is an object or a list");
  return Object.entries(condition).map(([field, value]) => {
    if (typeof value !== "string") throw invalid(`the condition on ${field} compares with no text`);
    return { kind: "eq", field: field.toLowerCase(), value };
  });
}

function parseListed([word, first, second, ...rest]: readonly unknown[]): Condition {
  const kind = typeof word === "string" ? word.toLowerCase() : "";
  if (rest.length > 0) throw invalid(`the condition ${kind} has too many items`);
  switch (kind) {
    case "eq":
    case "starts-with":
      if (typeof second !== "string") throw invalid(`the condition ${kind} compares with no text`);
      return { kind, field: fieldName(first), value: second };
    case "in":
    case "not-in":
      if (!isTexts(second)) throw invalid(`the condition ${kind} compares with no list of texts`);
      return { kind, field: fieldName(first), values: second };
    case "content-length-range":
      return { kind, min: byteCount(first), max: byteCount(second) };
    default:
      throw invalid("a condition is none of eq, starts-with, in, not-in, content-length-range");
  }
}

/** `$key` */
function fieldName(item: unknown): string {
  if (typeof item !== "string" || !/^\$./.test(item)) throw invalid("a condition names no $field");
  return item.slice(1).toLowerCase();
}

function byteCount(item: unknown): number {
  const count = typeof item === "string" && /^\d{1,15}$/.test(item) ? Number(item) : item;
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0)
    throw invalid("content-length-range: expected two whole numbers of bytes");
  return count;
}

function parseExpiration(expiration: unknown): number {
  const isTime = typeof expiration === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(expiration);
  const expiresAt = isTime ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(expiresAt)) throw invalid("expiration: expected a time such as 2026-11-22T08:00:00.000Z");
  return expiresAt;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure("InvalidPolicyDocument", { reason: "it is not JSON" }, { cause });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function invalid(reason: string): Failure<"InvalidPolicyDocument"> {
  return new Failure("InvalidPolicyDocument", { reason });
}

function denied(reason: string): Failure<"AccessDenied"> {
  return new Failure(
    "AccessDenied",
    { reason: `Invalid according to Policy: ${reason}` },
    { hint: "Send what the policy allows before it ends, or sign another policy." },
  );
}
