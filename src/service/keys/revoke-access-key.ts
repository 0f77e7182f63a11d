import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import type { AccessKeys } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import type { KeyService } from "./key-service.js";
import { showKey } from "./mint-key.js";

/** Ends a key at once and for good. Throws AccessDenied, InvalidAccessKeyId, InvalidArgument. */
export const revokeAccessKey =
  ({ accessKeys, clock }: { accessKeys: AccessKeys; clock: Clock }): KeyService["revokeAccessKey"] =>
  async (id, call) => {
    authorizeAccount(call);
    const before = await accessKeys.find(id);
    const revokedAt = before?.revokedAt ?? clock.now();
    const key = await accessKeys.update(id, { revokedAt });
    if (!key) throw new Failure("InvalidAccessKeyId", { accessKeyId: id });
    return showKey(key);
  };
