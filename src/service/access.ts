import { assertNever } from "../base/assert-never.js";
import type { BucketAcl, ObjectAcl } from "./ports.js";
import type { Caller } from "./service.js";

/**
 * What a caller can want: an object as it is or what steps of the caller's own make of it, what a style of the bucket makes
 * of it, a POST addressed to it that changes nothing of it (processing, save-as), a change of it, the names in a bucket, or
 * anything about ACLs, styles and buckets themselves.
 */
export type Right = "read" | "view" | "post" | "write" | "list" | "manage";

/** The ACLs that decide; without `object` there is none (yet) and the bucket's counts. */
export interface Acls {
  readonly bucket: BucketAcl;
  readonly object?: ObjectAcl;
  /** Source protection covers the key. */
  readonly isProtected?: boolean;
}

/**
 * The table of rights. Callers with a verified key or the admin token may do everything; anonymous ones what the effective
 * ACL makes public, a protected source only through a style, and never what is managing. Pure. Source: specification §20.1,
 * §21; wire protocol, permissions.
 */
export function isAllowed(right: Right, caller: Caller, acls: Acls): boolean {
  switch (caller.kind) {
    case "key":
    case "admin":
      return true;
    case "anonymous":
      return isPublic(right, acls);
    default:
      return assertNever(caller);
  }
}

/** The ACL in force: the object's own, unless that is `default`. */
export function effectiveAcl({ bucket, object }: Acls): BucketAcl {
  return object === undefined || object === "default" ? bucket : object;
}

function isPublic(right: Right, acls: Acls): boolean {
  switch (right) {
    case "read":
      return effectiveAcl(acls) !== "private" && !acls.isProtected;
    case "view":
      return effectiveAcl(acls) !== "private";
    case "post":
    case "write":
      return effectiveAcl(acls) === "public-read-write";
    case "list":
      return acls.bucket !== "private";
    case "manage":
      return false;
    default:
      return assertNever(right);
  }
}
