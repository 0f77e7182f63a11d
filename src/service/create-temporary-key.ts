import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import { isWithin } from "./grant.js";
import { isInForce } from "./key-ring.js";
import type { KeyService, TemporaryKeyInput } from "./key-service.js";
import { mintTemporaryKey } from "./mint-key.js";
import type { AccessKey, AccessKeys, Grant } from "./ports.js";
import type { Caller } from "./service.js";
import { wholeSeconds } from "./whole-seconds.js";

const duration = { min: 900, max: 43_200, usual: 3600 };
const everything: Grant = { role: "admin", scopes: "everywhere" };

/**
 * Makes a key that ends by itself. Throws AccessDenied to callers without a permanent key and for more rights than the parent
 * has, InvalidAccessKeyId for a parent that is not in force, InvalidArgument for the duration and a parent that is temporary.
 */
export const createTemporaryKey =
  ({ accessKeys, clock }: { accessKeys: AccessKeys; clock: Clock }): KeyService["createTemporaryKey"] =>
  async (input, { caller }) => {
    const now = clock.now();
    const parent = await findParent(accessKeys, input, caller, now);
    const grant = input.grant ?? grantOf(parent);
    if (!isWithin(grant, grantOf(parent)))
      throw new Failure("AccessDenied", {
        reason: "A temporary key cannot do more than the key that it is made with.",
      });
    const seconds = wholeSeconds("durationSeconds", input.durationSeconds ?? duration.usual, duration);
    const { kept, shown } = mintTemporaryKey({
      label: parent?.label ?? "admin",
      ...grant,
      createdAt: now,
      expiresAt: Math.min(now + seconds * 1000, parent?.expiresAt ?? Infinity),
      ...(parent && { parent: parent.id }),
    });
    await accessKeys.insert(kept);
    return shown;
  };

/** `undefined`: the admin, with no key at all. */
async function findParent(
  accessKeys: AccessKeys,
  { parent: asked }: TemporaryKeyInput,
  caller: Caller,
  now: number,
): Promise<AccessKey | undefined> {
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

function grantOf(parent: AccessKey | undefined): Grant {
  return parent ? { role: parent.role, scopes: parent.scopes } : everything;
}
