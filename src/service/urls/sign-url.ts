import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import type { Store, UrlSigner } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import { rightToRun } from "../rights/right-to-run.js";
import type { Service } from "../service.js";
import type { UrlLedger } from "./url-ledger.js";
import { urlLife } from "./url-life.js";

interface SignUse {
  readonly store: Store;
  readonly signer: UrlSigner;
  readonly ledger: UrlLedger;
  readonly clock: Clock;
}

/**
 * Signs a GET of an object that exists, for what the caller may read of it: with the URL anyone may. Throws InvalidArgument,
 * NoSuchBucket, NoSuchKey, AccessDenied.
 */
export const signUrl =
  ({ store, signer, ledger, clock }: SignUse): Service["signUrl"] =>
  async (at, { expiresIn = urlLife.usual, ...options }, call) => {
    readInRange("expiresIn", expiresIn, urlLife);
    const object = await authorizeObject(store, at, rightToRun(options.process ?? ""), call);
    if (!object) throw new Failure("NoSuchKey", at);
    const { bucket, key } = at;
    const process = options.process ?? "";
    const isRevoked = (expiresAt: number, signature: string) =>
      ledger.isRevoked({ bucket, key, process, expiresAt, signature });
    const now = Math.floor(clock.now() / 1000);
    const latest = expiryOf(expiresIn, now);
    // What was revoked because of who had it is another URL when it ends a second earlier, and is so for all who ask now.
    for (let expiresAt = latest; expiresAt > Math.max(now, latest - maxRevokedEnds); expiresAt -= 1) {
      if (await isRevoked(expiresAt, "")) continue;
      const url = await signer.signGet(at, { ...options, expiresAt });
      if (await isRevoked(expiresAt, signatureOf(url) ?? "")) continue;
      ledger.note({ bucket, key }, { process, expiresAt }, call);
      return { url, expiresAt };
    }
    throw new Failure("AccessDenied", { reason: "Signed URLs of this are revoked." });
  };

/** Seconds that an end is moved back at most; with so many revocations of one URL in an eighth of its life something is wrong. */
const maxRevokedEnds = 100;

/** The signature in a signed URL, of either version; `undefined` where there is none. Pure. */
export function signatureOf(url: string): string | undefined {
  const written = /[?&](?:Signature|x-oss-signature)=([^&#]+)/.exec(url)?.[1];
  // What is no percent-encoding is a signature of nothing.
  return written === undefined || /%(?![0-9A-Fa-f]{2})/.test(written) ? undefined : decodeURIComponent(written);
}

/**
 * The end of a URL's life, in seconds since 1970, as is `now`. It lies on a grid of eighths of `expiresIn`, so that equal
 * requests get equal URLs for a while and caches hit: the next grid point, unless that is beyond the longest life of a URL; then the
 * one before, an eighth short at worst. Pure.
 */
export function expiryOf(expiresIn: number, now: number): number {
  const eighth = Math.ceil(expiresIn / 8);
  const rounded = Math.ceil((now + expiresIn) / eighth) * eighth;
  return rounded - now > urlLife.max ? rounded - eighth : rounded;
}
