import { assertNever } from "../../base/assert-never.js";
import type { Revoked, UrlFacts } from "../ports.js";

export type { UrlFacts } from "../ports.js";

/** Under which names a signed URL may be refused. Pure. */
export function namesOfUrl({ bucket, key, signature }: UrlFacts): readonly string[] {
  return [urlName(signature), objectName({ bucket, key }), bucketName(bucket)];
}

/** The names that a revocation refuses: none for a caller's URLs, which have nothing in common but who was given them. Pure. */
export function namesOf(revoked: Revoked): readonly string[] {
  switch (revoked.kind) {
    case "url":
      return [urlName(revoked.signature)];
    case "object":
      return [objectName(revoked)];
    case "bucket":
      return [bucketName(revoked.bucket)];
    case "caller":
      return [];
    default:
      return assertNever(revoked);
  }
}

const urlName = (signature: string) => `url ${signature}`;
const objectName = ({ bucket, key }: Pick<UrlFacts, "bucket" | "key">) => `object ${bucket}/${key}`;
const bucketName = (bucket: string) => `bucket ${bucket}`;
