import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import type { AccessKeys } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import type { KeyService } from "./key-service.js";
import { mintKey } from "./mint-key.js";

/** At most ten years: whoever wants more wants no end. */
export const keyLife = { min: 1, max: 315_360_000, unit: "seconds" } as const;

/** Makes a permanent key. Throws AccessDenied, and InvalidArgument for the label and the end. */
export const createAccessKey =
  ({ accessKeys, clock }: { accessKeys: AccessKeys; clock: Clock }): KeyService["createAccessKey"] =>
  async ({ label, role, scopes, expiresIn }, call) => {
    authorizeAccount(call);
    if (!/^\P{Cc}{1,64}$/u.test(label) || label.trim() === "")
      throw new Failure("InvalidArgument", {
        name: "label",
        got: label,
        expected: "1..64 characters that can be seen",
      });
    const createdAt = clock.now();
    const expiresAt =
      expiresIn === undefined ? undefined : createdAt + readInRange("expiresIn", expiresIn, keyLife) * 1000;
    const { kept, shown } = mintKey({ label, role, scopes, createdAt, expiresAt });
    await accessKeys.insert(kept);
    return shown;
  };
