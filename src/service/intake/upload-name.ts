import { createHash, randomUUID } from "node:crypto";
import { parseBucketName } from "../../base/bucket-name.js";
import { Failure, isFailure } from "../../base/failure.js";
import { type ObjectKey, parseObjectKey } from "../../base/object-key.js";
import type { ObjectRef } from "../ports.js";

/** An upload of an image: where it is to go, and where its bytes wait, unseen, until they were looked at. */
export interface UploadName {
  readonly target: ObjectRef;
  readonly staged: ObjectRef;
  /** The store's own. */
  readonly uploadId: string;
  readonly byteSize: number;
  readonly contentType: string;
}

/** How the names begin that are the gateway's own: what is there is nobody's image, and goes when it is old. */
const ownPrefix = ".imgraph/";
/** How the names of all begin that is not yet known to be an image. */
export const stagedPrefix = `${ownPrefix}uploads/`;

/** Refuses the gateway's own names as those of images. Throws InvalidArgument. */
export function refuseOwnName({ key }: ObjectRef): void {
  if (!key.startsWith(ownPrefix)) return;
  const expected = `a name that does not begin with ${ownPrefix}, which is the gateway's own`;
  throw new Failure("InvalidArgument", { name: "key", got: key, expected });
}

/**
 * A new name beside the objects of a bucket, for what is not yet known to be an image. It is bound to the target: who may list
 * the bucket sees such names, and must not have the bytes of others put where they themselves may read.
 */
export function stagedName({ bucket, key }: ObjectRef): ObjectRef {
  return { bucket, key: stagedKey(randomUUID(), key) };
}

function stagedKey(id: string, targetKey: string): ObjectKey {
  const digest = createHash("sha256").update(`${id} ${targetKey}`).digest("hex").slice(0, 32);
  return `${stagedPrefix}${id}-${digest}` as ObjectKey;
}

/** True for keys as `stagedName` makes them, or made them before they were bound to their targets. */
export function isStagedKey(key: string): boolean {
  return /^\.imgraph\/uploads\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-[0-9a-f]{32})?$/.test(key);
}

/** True for the folders that are there for such keys alone. */
export function isStagedFolder(prefix: string): boolean {
  return prefix === ownPrefix || prefix === stagedPrefix;
}

function isStagedFor(targetKey: string, staged: string): boolean {
  const id = /^\.imgraph\/uploads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-/.exec(staged)?.[1];
  return id !== undefined && staged === stagedKey(id, targetKey);
}

/** As callers have it: opaque, and safe in a URL. */
export function writeUploadName({ target, staged, uploadId, byteSize, contentType }: UploadName): string {
  const parts = [target.bucket, target.key, staged.key, uploadId, byteSize, contentType];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * The inverse. Throws InvalidArgument for anything that `writeUploadName` did not make, as far as that can be told; what is
 * told by its place alone (such as whether the caller may write there) is for others to check.
 */
export function parseUploadName(text: string): UploadName {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(parts) || parts.length !== 6) throw malformed(text);
    const [bucket, key, staged, uploadId, byteSize, contentType] = parts as unknown[];
    if (![bucket, key, staged, uploadId, contentType].every((part) => typeof part === "string")) throw malformed(text);
    if (!isStagedFor(key as string, staged as string) || !Number.isSafeInteger(byteSize)) throw malformed(text);
    const target = { bucket: parseBucketName(bucket as string), key: parseObjectKey(key as string) };
    refuseOwnName(target);
    return {
      target,
      staged: { bucket: target.bucket, key: staged as ObjectKey },
      uploadId: uploadId as string,
      byteSize: byteSize as number,
      contentType: contentType as string,
    };
  } catch (error) {
    throw isFailure(error, "InvalidArgument") && error.details.name === "uploadId" ? error : malformed(text);
  }
}

function malformed(got: string): Failure {
  return new Failure("InvalidArgument", { name: "uploadId", got, expected: "an id that createUpload gave" });
}
