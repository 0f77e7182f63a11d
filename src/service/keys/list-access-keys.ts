import type { AccessKeys } from "../ports.js";
import { authorizeAccount } from "../rights/authorize.js";
import type { KeyService } from "./key-service.js";
import { showKey } from "./mint-key.js";

/** A page of the permanent keys. Throws AccessDenied. */
export const listAccessKeys =
  ({ accessKeys }: { accessKeys: AccessKeys }): KeyService["listAccessKeys"] =>
  async ({ after, limit }, call) => {
    authorizeAccount(call);
    const found = await accessKeys.list({ limit: limit + 1, ...(after !== undefined && { after }) });
    const keys = found.slice(0, limit).map(showKey);
    const last = keys.at(-1);
    return { keys, ...(last && found.length > limit && { next: last.id }) };
  };
