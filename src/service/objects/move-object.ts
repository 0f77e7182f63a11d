import { Failure } from "../../base/failure.js";
import { KeyedLock } from "../../base/keyed-lock.js";
import type { ObjectRef, Store, StoredObject } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call, Service } from "../service.js";
import { copyObject } from "./copy-object.js";
import { forgetObjects, type KnownOfObjects } from "./forget-objects.js";

type MoveUse = { readonly store: Store } & KnownOfObjects;
type MoveArguments = [use: MoveUse, ...of: Parameters<Service["moveObject"]>];

/** How long the rest of a move may take whose caller has left, ms. */
const finishMs = 10_000;

/**
 * Gives a record that the caller was given another name; headers, the ACL of its own and what people say of it stay. The copy is there before the
 * source goes, so whatever interrupts it, nothing is lost, and asking again goes on. Of several moves of one object at a time, in
 * this gateway, the first wins. Throws InvalidArgument for its own name, NoSuchBucket, NoSuchKey, AccessDenied, FileAlreadyExists, and
 * ServiceUnavailable where the source was replaced meanwhile: both are there then.
 */
export function moveObject(use: MoveUse): Service["moveObject"] {
  const moves = new KeyedLock();
  return async (source, target, options, call) => {
    if (source.bucket === target.bucket && source.key === target.key)
      throw new Failure("InvalidArgument", { name: "target", got: target.key, expected: "another name than it has" });
    return moves.run(`${source.bucket}/${source.key}`, () => move(use, source, target, options, call));
  };
}

async function move(...[use, source, target, { forbidOverwrite = false }, call]: MoveArguments): Promise<StoredObject> {
  const now = await authorizeObject(use.store, source, "write", call);
  if (!now) throw new Failure("NoSuchKey", { bucket: source.bucket, key: source.key });
  const options = { forbidOverwrite, ...(source.acl !== "default" && { acl: source.acl }) };
  const left = forbidOverwrite ? await findLeftCopy(use, source, target, call) : undefined;
  const moved = left ?? (await copyObject(use)(source, target, options, call));
  // It is finished also for a caller that leaves now: half a move helps nobody.
  await removeSource(use, source, target, AbortSignal.timeout(finishMs));
  return moved;
}

/** The copy that a move has left which was broken off: what is at the target is the same in all that a move takes along. */
async function findLeftCopy(
  { store, notes }: MoveUse,
  source: StoredObject,
  target: ObjectRef,
  call: Call,
): Promise<StoredObject | undefined> {
  const there = await authorizeObject(store, target, "write", call);
  if (!there || source.crc64 === "" || whatMoves(there) !== whatMoves(source)) return undefined;
  if (source.acl !== "default") await authorizeObject(store, target, "manage", call);
  const [saidOfSource, saidOfTarget] = await notes.find([source, target]);
  if (saidOfTarget && JSON.stringify(saidOfTarget) !== JSON.stringify(saidOfSource)) return undefined;
  await notes.copy(source, target);
  return there;
}

/** A text that is equal for objects of equal bytes, headers and ACL. */
function whatMoves(object: StoredObject): string {
  const { crc64, byteSize, acl, contentType, cacheControl, contentDisposition } = object;
  const { contentEncoding, contentLanguage, expires, metadata } = object;
  const headers = [contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires];
  return JSON.stringify([crc64, byteSize, acl, headers, Object.entries(metadata).sort()]);
}

async function removeSource(use: MoveUse, source: StoredObject, target: ObjectRef, signal: AbortSignal): Promise<void> {
  await refuseReplaced(use, source, signal);
  await use.derivations.move(source, target);
  if (!(await use.store.delete(source, signal, source.version))) await refuseReplaced(use, source, signal);
  await forgetObjects(use, source.bucket, [source.key]);
}

async function refuseReplaced({ store }: MoveUse, source: StoredObject, signal: AbortSignal): Promise<void> {
  const now = await store.find(source, signal);
  if (now && now.version !== source.version)
    throw new Failure("ServiceUnavailable", {
      reason: "The object was replaced while it was being moved; both are there. Ask again.",
      retryAfterSeconds: 1,
    });
}
