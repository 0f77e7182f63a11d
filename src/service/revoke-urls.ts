import { randomBytes } from "node:crypto";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import { authorizeAccount } from "./authorize.js";
import { callerLabel } from "./caller-label.js";
import type { UrlControl } from "./url-control.js";
import type { UrlLedger } from "./url-ledger.js";

/** Each is looked up in memory for each signed URL that is served. */
const maxRevocations = 10_000;
const maxReason = 200;

/** Refuses signed URLs at once. Throws what `UrlControl` says. */
export const revokeUrls =
  ({ ledger, clock }: { ledger: UrlLedger; clock: Clock }): UrlControl["revokeUrls"] =>
  async (revoked, reason, call) => {
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
    // In order of time, and not to be guessed.
    const now = clock.now();
    const id = `${now.toString(36).padStart(9, "0")}${randomBytes(6).toString("hex")}`;
    const revocation = { id, revoked, reason, revokedBy: callerLabel(call.caller), revokedAt: now };
    await ledger.revoke(revocation);
    return revocation;
  };
