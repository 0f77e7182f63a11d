import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import type { Call } from "../call.js";
import type { AccessKey, AccessKeys, Grant } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import { excessOf } from "../rights/grant.js";
import { isInForce } from "./key-ring.js";
import type { KeyService, TemporaryKeyInput } from "./key-service.js";
import { mintTemporaryKey } from "./mint-key.js";

/** How long a temporary key lives. Source: OSS manual, STS AssumeRole, DurationSeconds. */
export const temporaryKeyLife = { min: 900, max: 43_200, usual: 3600, unit: "seconds" } as const;
const everything: Grant = { role: "admin", scopes: "everywhere" };

/**
 * Makes a key that ends by itself, and no later than the key or token that it is made with. Throws AccessDenied to callers
 * without a permanent key or a token and for more rights than the parent has, InvalidAccessKeyId for a parent that is not in
 * force, InvalidArgument for the duration and a parent that is temporary.
 */
export const createTemporaryKey =
  ({ accessKeys, clock }: { accessKeys: AccessKeys; clock: Clock }): KeyService["createTemporaryKey"] =>
  async (input, call) => {
    const { caller } = call;
    const now = clock.now();
    const parent = await findParent(accessKeys, input, call, now);
    const limit = parent ?? (caller.kind === "token" ? caller.grant : everything);
    const { role, scopes } = input.grant ?? limit;
    if (scopes.length === 0)
      throw new Failure("AccessDenied", { reason: "The token names no place where a key could count." });
    refuseExcess({ role, scopes }, limit);
    const { durationSeconds = temporaryKeyLife.usual } = input;
    const seconds = readInRange("durationSeconds", durationSeconds, temporaryKeyLife);
    const { kept, shown } = mintTemporaryKey({
      label: parent?.label ?? (caller.kind === "token" ? caller.subject.slice(0, 64) : "admin"),
      role,
      scopes,
      createdAt: now,
      expiresAt: Math.min(
        now + seconds * 1000,
        parent?.expiresAt ?? Infinity,
        caller.kind === "token" ? caller.expiresAt : Infinity,
      ),
      ...(parent && { parent: parent.id }),
    });
    await accessKeys.insert(kept);
    return shown;
  };

/** Names the place that is too much, where it is one. */
function refuseExcess(grant: Grant, limit: Grant): void {
  const excess = excessOf(grant, limit);
  if (!excess) return;
  const [, index] = excess;
  const scope = index === undefined || grant.scopes === "everywhere" ? undefined : grant.scopes[index];
  throw new Failure("AccessDenied", {
    reason: "A temporary key cannot do more than the key or token that it is made with.",
    ...(scope && { bucket: scope.bucket, ...(scope.prefix !== undefined && { key: scope.prefix }) }),
  });
}

/**
 * `undefined`: the admin or the bearer of a token, with no key at all. A token makes none of somebody else's key, unless it
 * may manage keys.
 */
async function findParent(
  accessKeys: AccessKeys,
  { parent: asked }: TemporaryKeyInput,
  call: Call,
  now: number,
): Promise<AccessKey | undefined> {
  const { caller } = call;
  if (caller.kind === "token" && asked !== undefined) authorizeAccount(call);
  const id = caller.kind === "key" ? caller.accessKeyId : asked;
  if (caller.kind === "anonymous" || (asked !== undefined && asked !== id))
    throw new Failure("AccessDenied", { reason: "Temporary keys are made with a key of one's own." });
  if (id === undefined) return undefined;
  const parent = await accessKeys.find(id);
  if (!parent) throw new Failure("InvalidAccessKeyId", { accessKeyId: id });
  if (!isInForce(parent, now)) throw new Failure("InvalidAccessKeyId", { accessKeyId: id, isDisabled: true });
  if (parent.tokenHash === undefined) return parent;
  throw new Failure("InvalidArgument", { name: "parent", got: id, expected: "a permanent key" });
}
