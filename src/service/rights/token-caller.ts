import { Failure } from "../../base/failure.js";
import type { Caller } from "../call.js";
import type { Grant, Role, TokenClaims } from "../ports.js";
import { parseScopes } from "./grant.js";

/** The claim that says what the bearer may do: `viewer`, `editor` or `admin`. Default: `viewer`. */
export const roleClaim = "imgraph_role";
/**
 * The claim that says where: a list of `*` (everywhere), `BUCKET` and `BUCKET/PREFIX`. Without it the role counts nowhere,
 * and the bearer sees what everybody sees.
 */
export const scopesClaim = "imgraph_scopes";

const roles: ReadonlyMap<unknown, Role> = new Map([
  ["viewer", "read"],
  ["editor", "write"],
  ["admin", "admin"],
]);

/** Who the bearer of a verified token is. Throws Unauthenticated for claims that cannot be read: half a grant is none. Pure. */
export function tokenCaller(claims: TokenClaims): Extract<Caller, { kind: "token" }> {
  const grant: Grant = { role: readRole(claims[roleClaim]), scopes: readScopes(claims[scopesClaim]) };
  return { kind: "token", subject: claims.sub, grant, expiresAt: claims.exp * 1000 };
}

function readRole(claim: unknown = "viewer"): Role {
  const role = roles.get(claim);
  if (role) return role;
  throw refuse(roleClaim, [...roles.keys()].join(", "));
}

function readScopes(claim: unknown = []): Grant["scopes"] {
  if (!Array.isArray(claim) || !claim.every((place): place is string => typeof place === "string"))
    throw refuse(scopesClaim, "a list of *, BUCKET and BUCKET/PREFIX");
  if (claim.includes("*")) return "everywhere";
  if (claim.length === 0) return [];
  try {
    return parseScopes(claim.map(readPlace));
  } catch (error) {
    throw error instanceof Failure ? refuse(scopesClaim, `places that can be (${error.message})`) : error;
  }
}

/** A bucket's name has no slash, so the first one ends it. */
function readPlace(place: string): { bucket: string; prefix?: string } {
  const slash = place.indexOf("/");
  return slash === -1 ? { bucket: place } : { bucket: place.slice(0, slash), prefix: place.slice(slash + 1) };
}

function refuse(claim: string, expected: string): Failure {
  return new Failure("Unauthenticated", { reason: `the token's claim ${claim}: expected ${expected}` });
}
