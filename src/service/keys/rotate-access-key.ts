import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import type { AccessKeys } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import { isInForce } from "./key-ring.js";
import type { KeyService } from "./key-service.js";
import { mintKey, showKey } from "./mint-key.js";

/** How long a key that was replaced may go on: at most 30 days. */
export const keyOverlap = { min: 0, max: 2_592_000, usual: 86_400, unit: "seconds" } as const;

/**
 * Puts another key in the place of one that is in force, and lets both be for a while. Throws AccessDenied,
 * InvalidAccessKeyId, and InvalidArgument for the overlap, a temporary key and the one of the settings.
 */
export const rotateAccessKey =
  ({ accessKeys, clock }: { accessKeys: AccessKeys; clock: Clock }): KeyService["rotateAccessKey"] =>
  async (id, { overlapSeconds }, call) => {
    authorizeAccount(call);
    const overlapMs = readInRange("overlapSeconds", overlapSeconds, keyOverlap) * 1000;
    const now = clock.now();
    const old = await accessKeys.find(id);
    if (!old) throw new Failure("InvalidAccessKeyId", { accessKeyId: id });
    if (!isInForce(old, now)) throw new Failure("InvalidAccessKeyId", { accessKeyId: id, isDisabled: true });
    if (old.tokenHash !== undefined)
      throw new Failure("InvalidArgument", {
        name: "id",
        got: id,
        expected: "a permanent key; make another temporary one",
      });

    const { label, role, scopes, expiresAt } = old;
    const { kept, shown } = mintKey({ label, role, scopes, createdAt: now, expiresAt });
    const ended = await accessKeys.replace(id, now + overlapMs, kept);
    // Somebody else was quicker to revoke it.
    if (!ended) throw new Failure("InvalidAccessKeyId", { accessKeyId: id, isDisabled: true });
    return { ...shown, rotated: showKey(ended) };
  };
