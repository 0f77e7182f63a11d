import { assertNever } from "../../base/assert-never.js";
import type { BucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import type { Bucket, ObjectRef, Store, StoredObject } from "../ports.js";
import { once } from "../seen.js";
import type { Call, Caller } from "../service.js";
import { type Acls, isAllowed } from "./access.js";
import type { Place, Right } from "./right.js";
import { isProtected } from "./source-protection.js";

/** The bucket, for a caller who may manage it. Throws NoSuchBucket, AccessDenied. */
export async function authorizeBucket(store: Store, name: BucketName, call: Call): Promise<Bucket> {
  const bucket = await findBucket(store, name, call);
  demand("manage", call, { bucket: bucket.acl }, { bucket: name });
  return bucket;
}

/** Says nothing when the caller may list the names that begin with the prefix. Throws NoSuchBucket, AccessDenied. */
export async function authorizeList(
  store: Store,
  { bucket: name, prefix = "" }: { readonly bucket: BucketName; readonly prefix?: string },
  call: Call,
): Promise<void> {
  const bucket = await findBucket(store, name, call);
  demand("list", call, { bucket: bucket.acl }, { bucket: name, key: prefix });
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
  const bucket = await findBucket(store, at.bucket, call);
  const object = await once(call.seen?.objects, `${at.bucket}\n${at.key}`, () => store.find(at, call.signal));
  const acls: Acls = {
    bucket: bucket.acl,
    ...(object && { object: object.acl }),
    isProtected: isProtected(at.key, bucket.sourceProtection),
  };
  demand(right, call, acls, at);
  return object;
}

/** Says nothing when the caller may write some key of the bucket. Throws NoSuchBucket, AccessDenied. */
export async function authorizeSomeWrite(store: Store, name: BucketName, call: Call): Promise<void> {
  const bucket = await findBucket(store, name, call);
  const acls = { bucket: bucket.acl };
  const isSome = placesIn(name, call.caller).some((place) => isAllowed("write", call.caller, acls, place));
  if (!isSome) demand("write", call, acls, { bucket: name });
}

/** Making a bucket of that name, which need not be there. Throws AccessDenied. */
export function authorizeCreate(bucket: BucketName, call: Call): void {
  demand("manage", call, { bucket: "private" }, { bucket });
}

/** What belongs to no bucket, such as access keys. Throws AccessDenied. */
export function authorizeAccount(call: Call): void {
  demand("manage", call, { bucket: "private" }, "account");
}

/** The bucket, and where in it the caller is limited to. */
function placesIn(bucket: BucketName, caller: Caller): readonly Place[] {
  const scopes = "grant" in caller && caller.grant.scopes !== "everywhere" ? caller.grant.scopes : [];
  const prefixes = scopes.flatMap((scope) => (scope.bucket === bucket && scope.prefix ? [scope.prefix] : []));
  return [{ bucket }, ...prefixes.map((key) => ({ bucket, key }))];
}

async function findBucket(store: Store, name: BucketName, { signal, seen }: Call): Promise<Bucket> {
  const bucket = await once(seen?.buckets, name, () => store.findBucket(name, signal));
  if (!bucket) throw new Failure("NoSuchBucket", { bucket: name });
  return bucket;
}

function demand(right: Right, { caller }: Call, acls: Acls, place: Place): void {
  if (isAllowed(right, caller, acls, place)) return;
  const hint = hintFor(right, caller);
  const where = place === "account" ? {} : place;
  if (isAllowed(right, caller, { ...acls, isProtected: false }, place))
    throw new Failure(
      "AccessDenied",
      {
        reason: "The source is protected: without a signature it is read through a style of its bucket only.",
        ...where,
      },
      {
        ec: "0040-00000031",
        // No ACL opens it.
        hint: caller.kind === "anonymous" ? "Sign the request, or ask for a style of the bucket." : hint,
      },
    );
  throw new Failure("AccessDenied", { reason: explainRefusal(right, caller, acls), ...where }, { hint });
}

/** ACLs are not what keeps the holder of a token or a key out: nobody is to open a bucket for one. */
function hintFor(right: Right, { kind }: Caller): string {
  switch (kind) {
    case "token":
      return "Ask for a token whose role and places include it; `viewer` tells what this one's are.";
    case "key":
      return `The key's role or places do not include ${wordsFor(right)}: sign with one that has the right.`;
    case "anonymous":
    case "admin":
      return right === "read" || right === "view"
        ? "Sign the request with a key that has the right, or make the object public-read."
        : "Sign the request with a key that has the right.";
    default:
      return assertNever(kind);
  }
}

/**
 * To the bearer of a token by role and place, and to others in the words of the wire, which clients show to people. The object's ACL is
 * named only where the bucket's would let the caller in: elsewhere it would tell that there is such an object.
 */
function explainRefusal(right: Right, { kind }: Caller, acls: Acls): string {
  if (kind === "token") return `The token's role or places do not include ${wordsFor(right)}.`;
  const isAnonymous = kind === "anonymous";
  switch (right) {
    case "manage":
      return isAnonymous ? "Anonymous access is forbidden for this operation." : "The access key has no right to this.";
    case "list":
      return isAnonymous
        ? "Anonymous user has no right to access this bucket."
        : "The access key has no right to list this bucket, or only below a prefix.";
    case "read":
    case "view":
    case "post":
    case "write": {
      const byBucket = !isAllowed(right, { kind: "anonymous" }, { bucket: acls.bucket }, "account");
      return `You have no right to access this object because of ${byBucket ? "bucket" : "object"} acl.`;
    }
    default:
      return assertNever(right);
  }
}

function wordsFor(right: Right): string {
  switch (right) {
    case "manage":
      return "managing this";
    case "list":
      return "listing this";
    case "read":
    case "view":
    case "post":
      return "reading this object";
    case "write":
      return "writing this object";
    default:
      return assertNever(right);
  }
}
