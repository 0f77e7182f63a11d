import { assertNever } from "../../base/assert-never.js";
import { parseBucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import type { Grant, Role, Scope } from "../ports.js";
import type { Place, Right } from "./right.js";

/** Places that one key can be limited to. */
export const maxScopes = 50;
const maxPrefixBytes = 1023;

/** True when the role has the right, and the place lies in a scope. Pure. */
export function isGranted(right: Right, { role, scopes }: Grant, place: Place): boolean {
  if (!rightsOf(role).includes(right)) return false;
  return scopes === "everywhere" || (place !== "account" && scopes.some((scope) => covers(scope, place)));
}

/** What of `inner` allows more than `outer`, the first such scope by its index; `undefined` where nothing does. Pure. */
export function excessOf(
  inner: Grant,
  { role, scopes }: Grant,
): readonly ["role"] | readonly ["scopes", ...number[]] | undefined {
  if (!rightsOf(inner.role).every((right) => rightsOf(role).includes(right))) return ["role"];
  if (scopes === "everywhere") return undefined;
  if (inner.scopes === "everywhere") return ["scopes"];
  const outside = inner.scopes.findIndex(({ bucket, prefix }) => {
    const place = prefix === undefined ? { bucket } : { bucket, key: prefix };
    return !scopes.some((scope) => covers(scope, place));
  });
  return outside < 0 ? undefined : ["scopes", outside];
}

/** A scope as a door was given it. */
export interface WrittenScope {
  readonly bucket: string;
  readonly prefix?: string | null | undefined;
}

/** Reads the places of a grant, each by `read`. Throws InvalidArgument for no place and too many, and what `read` throws. */
export function parseScopes(
  written: readonly WrittenScope[],
  read: (scope: WrittenScope, index: number) => Scope = parseScope,
): readonly Scope[] {
  if (written.length >= 1 && written.length <= maxScopes) return written.map((scope, index) => read(scope, index));
  const expected = `1..${maxScopes} places, or none given for everywhere`;
  throw new Failure("InvalidArgument", { name: "scopes", got: String(written.length), expected });
}

/** Reads one place; an empty prefix is none. Throws InvalidBucketName, and InvalidArgument for a prefix that no key can have. */
export function parseScope({ bucket, prefix }: WrittenScope): Scope {
  const name = parseBucketName(bucket);
  if (prefix == null || prefix === "") return { bucket: name };
  const isTooLong = new TextEncoder().encode(prefix).length > maxPrefixBytes;
  if (!isTooLong && !/^[/\\]/.test(prefix)) return { bucket: name, prefix };
  const expected = `1..${maxPrefixBytes} bytes, no leading slash: how keys begin`;
  throw new Failure("InvalidArgument", { name: "prefix", got: prefix, expected });
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
