import { assertNever } from "../../base/assert-never.js";
import type { BucketAcl, ObjectAcl } from "../ports.js";
import type { Caller } from "../service.js";
import { isGranted } from "./grant.js";
import type { Place, Right } from "./right.js";

/** The ACLs that decide; without `object` there is none (yet) and the bucket's counts. */
export interface Acls {
  readonly bucket: BucketAcl;
  readonly object?: ObjectAcl;
  /** Source protection covers the key. */
  readonly isProtected?: boolean;
}

/**
 * The table of rights. The bearer of the admin token may do everything; the holder of a key or token what its grant says; everybody
 * what the effective ACL makes public: never what is managing, and of a protected source only what a style shows. Pure.
 * Source: specification §20.1, §21; wire protocol, permissions.
 */
export function isAllowed(right: Right, caller: Caller, acls: Acls, place: Place): boolean {
  switch (caller.kind) {
    case "admin":
      return true;
    case "key":
    case "token":
      return isGranted(right, caller.grant, place) || isPublic(right, acls);
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
