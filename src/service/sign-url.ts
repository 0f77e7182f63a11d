import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import { authorizeObject } from "./authorize.js";
import type { Store, UrlSigner } from "./ports.js";
import { rightToRun } from "./right-to-run.js";
import type { Service } from "./service.js";

const defaultSeconds = 3600;
const maxSeconds = 604_800;

/**
 * Signs a GET of an object that exists, for what the caller may read of it: with the URL anyone may. Throws InvalidArgument,
 * NoSuchBucket, NoSuchKey, AccessDenied.
 */
export const signUrl =
  ({ store, signer, clock }: { store: Store; signer: UrlSigner; clock: Clock }): Service["signUrl"] =>
  async (at, { expiresIn = defaultSeconds, ...options }, call) => {
    if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > maxSeconds)
      throw new Failure("InvalidArgument", {
        name: "expiresIn",
        got: String(expiresIn),
        expected: `an integer 1..${maxSeconds} (seconds)`,
      });
    const object = await authorizeObject(store, at, rightToRun(options.process ?? ""), call);
    if (!object) throw new Failure("NoSuchKey", at);
    const expiresAt = expiryOf(expiresIn, Math.floor(clock.now() / 1000));
    return { url: await signer.signGet(at, { ...options, expiresAt }), expiresAt };
  };

/**
 * The end of a URL's life, in seconds since 1970, as is `now`. It lies on a grid of eighths of `expiresIn`, so that equal
 * requests get equal URLs for a while and caches hit: the next grid point, unless that is beyond the longest life of a URL; then the
 * one before, an eighth short at worst. Pure.
 */
export function expiryOf(expiresIn: number, now: number): number {
  const eighth = Math.ceil(expiresIn / 8);
  const rounded = Math.ceil((now + expiresIn) / eighth) * eighth;
  return rounded - now > maxSeconds ? rounded - eighth : rounded;
}
