import { assertNever } from "../base/assert-never.js";
import type { Revoked, SignedUrls, UrlFacts } from "./ports.js";

export type { UrlFacts } from "./ports.js";

/** Under which names a signed URL may be refused. Pure. */
export function namesOfUrl(url: UrlFacts): readonly string[] {
  return [urlName(url.signature), objectName(url), bucketName(url.bucket), contentName(url, url.process)];
}

/** The names that a revocation refuses; `handedOut` is what the caller was given. Who else was given the same URL loses it too. Pure. */
export function namesOf(revoked: Revoked, handedOut: readonly SignedUrls[]): readonly string[] {
  switch (revoked.kind) {
    case "url":
      return [urlName(revoked.signature)];
    case "object":
      return [objectName(revoked)];
    case "bucket":
      return [bucketName(revoked.bucket)];
    case "caller":
      return [
        ...new Set(handedOut.flatMap((signed) => signed.processes.map((process) => contentName(signed, process)))),
      ];
    default:
      return assertNever(revoked);
  }
}

/** Not yet checked: nothing is found under a name that none can have. */
type Named = Pick<UrlFacts, "bucket" | "key">;

const urlName = (signature: string) => `url ${signature}`;
const objectName = ({ bucket, key }: Named) => `object ${bucket}/${key}`;
const bucketName = (bucket: string) => `bucket ${bucket}`;
const contentName = ({ bucket, key, expiresAt }: Named & { readonly expiresAt: number }, process: string) =>
  `content ${expiresAt} ${bucket}/${key} ${process}`;
