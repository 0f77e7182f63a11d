import { Failure } from "../../base/failure.js";
import type { AccessKeys } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import type { KeyService } from "./key-service.js";
import { showKey } from "./mint-key.js";

/** One key, temporary ones included. Throws AccessDenied, InvalidAccessKeyId. */
export const getAccessKey =
  ({ accessKeys }: { accessKeys: AccessKeys }): KeyService["getAccessKey"] =>
  async (id, call) => {
    authorizeAccount(call);
    const key = await accessKeys.find(id);
    if (!key) throw new Failure("InvalidAccessKeyId", { accessKeyId: id });
    return showKey(key);
  };
