import { randomBytes } from "node:crypto";
import { assertNever } from "../../base/assert-never.js";
import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import { callerLabel } from "../caller-label.js";
import type { Revocation, Revoked, Store, UrlInspector } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import type { Call } from "../service.js";
import { signatureOf } from "./sign-url.js";
import type { ToRevoke, UrlControl } from "./url-control.js";
import type { UrlLedger } from "./url-ledger.js";
import { urlLife } from "./url-life.js";

/** Each is looked up in memory for each signed URL that is served. */
const maxRevocations = 10_000;
const maxReason = 200;

interface RevokeUse {
  readonly store: Store;
  readonly ledger: UrlLedger;
  readonly inspector: UrlInspector;
  readonly clock: Clock;
}

/** Refuses signed URLs at once. Throws what `UrlControl` says. */
export const revokeUrls =
  (use: RevokeUse): UrlControl["revokeUrls"] =>
  async (what, reason, call) => {
    const { ledger, inspector, clock } = use;
    authorizeAccount(call);
    if (reason.length > maxReason)
      throw new Failure("InvalidArgument", {
        name: "reason",
        got: `${reason.length} characters`,
        expected: `at most ${maxReason} characters`,
      });
    if (ledger.revocations.length >= maxRevocations)
      throw new Failure("InvalidArgument", {
        name: "what",
        got: "one more",
        expected: `at most ${maxRevocations} revocations; lift one first`,
      });
    await refuseUnknown(use, what, call);
    const now = clock.now();
    const endsAt = await endOf(what, inspector, now, call);
    const revocation: Revocation = {
      // In order of time, and not to be guessed.
      id: `${now.toString(36).padStart(9, "0")}${randomBytes(6).toString("hex")}`,
      revoked: revokedBy(what),
      reason,
      revokedBy: callerLabel(call.caller),
      revokedAt: now,
      ...(endsAt !== undefined && { endsAt }),
    };
    await ledger.revoke(revocation);
    return revocation;
  };

/**
 * A name of nothing is a slip of the pen, and whoever made it would believe that URLs are refused. What is gone may have URLs that live, so
 * one that was handed out is enough. Throws InvalidArgument, NoSuchBucket, NoSuchKey.
 */
async function refuseUnknown({ store, ledger }: RevokeUse, what: ToRevoke, { signal }: Call): Promise<void> {
  if (what.kind === "url") return;
  const { kind: _, ...named } = what;
  const isThere =
    what.kind === "object"
      ? await store.find(what, signal)
      : what.kind === "bucket" && (await store.findBucket(what.bucket, signal));
  if (isThere || (await ledger.list({ ...named, limit: 1 })).length > 0) return;
  switch (what.kind) {
    case "object":
      throw new Failure("NoSuchKey", { bucket: what.bucket, key: what.key });
    case "bucket":
      throw new Failure("NoSuchBucket", { bucket: what.bucket });
    case "caller":
      throw new Failure("InvalidArgument", {
        name: "caller",
        got: what.caller,
        expected: "the name of somebody to whom signed URLs were given, as `signedUrls` tells it",
      });
    default:
      return assertNever(what);
  }
}

function revokedBy(what: ToRevoke): Revoked {
  if (what.kind !== "url") return what;
  const signature = signatureOf(what.url);
  if (signature !== undefined) return { kind: "url", signature };
  throw new Failure("InvalidArgument", { name: "url", got: what.url, expected: "a signed URL" });
}

/**
 * When what is revoked has ended by itself, in seconds since 1970: a URL whose signature is right says so, and what a caller had
 * been given lives a week. What an image or a bucket is called goes on.
 */
async function endOf(
  what: ToRevoke,
  inspector: UrlInspector,
  now: number,
  { signal }: Call,
): Promise<number | undefined> {
  if (what.kind === "caller") return Math.ceil(now / 1000) + urlLife.max;
  if (what.kind !== "url") return undefined;
  const read = await inspector.read(what.url, signal);
  return read.kind === "signed" && read.right ? read.expiresAt : undefined;
}
