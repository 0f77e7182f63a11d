import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { type Acls, isAllowed, type Right } from "./access.js";
import type { Bucket, ObjectRef, Store, StoredObject } from "./ports.js";
import type { Call } from "./service.js";
import { isProtected } from "./source-protection.js";

/** The bucket, for a caller who has the right on it. Throws NoSuchBucket, AccessDenied. */
export async function authorizeBucket(
  store: Store,
  name: BucketName,
  right: Extract<Right, "list" | "manage">,
  call: Call,
): Promise<Bucket> {
  const bucket = await store.findBucket(name, call.signal);
  if (!bucket) throw new Failure("NoSuchBucket", { bucket: name });
  demand(right, call, { bucket: bucket.acl });
  return bucket;
}

/**
 * The object, `undefined` when there is none, for a caller who has the right on it. Rights come before existence: an
 * anonymous caller learns nothing of what a private bucket holds. Throws NoSuchBucket, AccessDenied.
 */
export async function authorizeObject(
  store: Store,
  at: ObjectRef,
  right: Exclude<Right, "list">,
  call: Call,
): Promise<StoredObject | undefined> {
  const bucket = await store.findBucket(at.bucket, call.signal);
  if (!bucket) throw new Failure("NoSuchBucket", { bucket: at.bucket });
  const object = await store.find(at, call.signal);
  demand(right, call, {
    bucket: bucket.acl,
    ...(object && { object: object.acl }),
    isProtected: isProtected(at.key, bucket.sourceProtection),
  });
  return object;
}

/** What belongs to no bucket, such as making one. Throws AccessDenied. */
export function authorizeAccount(call: Call): void {
  demand("manage", call, { bucket: "private" });
}

function demand(right: Right, { caller }: Call, acls: Acls): void {
  if (isAllowed(right, caller, acls)) return;
  if (isAllowed(right, caller, { ...acls, isProtected: false }))
    throw new Failure(
      "AccessDenied",
      { reason: "The source is protected: without a signature it is read through a style of its bucket only." },
      { ec: "0040-00000031" },
    );
  throw new Failure("AccessDenied", { reason: explainRefusal(right, acls) });
}

/**
 * In the words of the wire, which clients show to people. The object's ACL is named only where the bucket's would let the
 * caller in: elsewhere it would tell that there is such an object.
 */
function explainRefusal(right: Right, acls: Acls): string {
  if (right === "manage") return "Anonymous access is forbidden for this operation.";
  if (right === "list") return "Anonymous user has no right to access this bucket.";
  const byBucket = !isAllowed(right, { kind: "anonymous" }, { bucket: acls.bucket });
  return `You have no right to access this object because of ${byBucket ? "bucket" : "object"} acl.`;
}
