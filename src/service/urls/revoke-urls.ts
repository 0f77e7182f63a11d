import { randomBytes } from "node:crypto";
import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import { callerLabel } from "../caller-label.js";
import type { Revocation, Revoked, UrlInspector } from "../ports.js";
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
  readonly ledger: UrlLedger;
  readonly inspector: UrlInspector;
  readonly clock: Clock;
}

/** Refuses signed URLs at once. Throws what `UrlControl` says. */
export const revokeUrls =
  ({ ledger, inspector, clock }: RevokeUse): UrlControl["revokeUrls"] =>
  async (what, reason, call) => {
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
