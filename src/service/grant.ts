import { assertNever } from "../base/assert-never.js";
import { parseBucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import type { Grant, Role, Scope } from "./ports.js";
import type { Place, Right } from "./right.js";

/** Places that one key can be limited to. */
export const maxScopes = 50;
const maxPrefixBytes = 1023;

/** True when the role has the right, and the place lies in a scope. Pure. */
export function isGranted(right: Right, { role, scopes }: Grant, place: Place): boolean {
  if (!rightsOf(role).includes(right)) return false;
  return scopes === "everywhere" || (place !== "account" && scopes.some((scope) => covers(scope, place)));
}

/** True when `inner` allows nothing that `outer` does not. Pure. */
export function isWithin(inner: Grant, outer: Grant): boolean {
  if (!rightsOf(inner.role).every((right) => rightsOf(outer.role).includes(right))) return false;
  const { scopes } = outer;
  if (scopes === "everywhere") return true;
  if (inner.scopes === "everywhere") return false;
  return inner.scopes.every(({ bucket, prefix }) => {
    const place = prefix === undefined ? { bucket } : { bucket, key: prefix };
    return scopes.some((scope) => covers(scope, place));
  });
}

/** A scope as a door was given it. */
export interface WrittenScope {
  readonly bucket: string;
  readonly prefix?: string | null | undefined;
}

/**
 * Reads the places of a grant; an empty prefix is none. Throws InvalidBucketName, and InvalidArgument for no place, too many,
 * or a prefix that no key can have.
 */
export function parseScopes(written: readonly WrittenScope[]): readonly Scope[] {
  const refuse = (name: string, got: string, expected: string) =>
    new Failure("InvalidArgument", { name, got, expected });
  if (written.length < 1 || written.length > maxScopes)
    throw refuse("scopes", String(written.length), `1..${maxScopes} places, or none given for everywhere`);
  return written.map(({ bucket, prefix }) => {
    const name = parseBucketName(bucket);
    if (prefix == null || prefix === "") return { bucket: name };
    const isTooLong = new TextEncoder().encode(prefix).length > maxPrefixBytes;
    if (isTooLong || /^[/\\]/.test(prefix))
      throw refuse("prefix", prefix, `1..${maxPrefixBytes} bytes, no leading slash: how keys begin`);
    return { bucket: name, prefix };
  });
}

/** Everything that a role may do where it counts. */
function rightsOf(role: Role): readonly Right[] {
  switch (role) {
    case "read":
      return ["read", "view", "post", "list"];
    case "write":
      return ["read", "view", "post", "list", "write"];
    case "admin":
      return ["read", "view", "post", "list", "write", "manage"];
    default:
      return assertNever(role);
  }
}

/** A bucket itself lies in no prefix. */
function covers({ bucket, prefix }: Scope, place: Exclude<Place, "account">): boolean {
  return bucket === place.bucket && (prefix === undefined || place.key?.startsWith(prefix) === true);
}
