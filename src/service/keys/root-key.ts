import { Failure } from "../../base/failure.js";
import type { AccessKey, AccessKeys } from "../ports.js";

/** These keys and the one of the settings, which may do everything everywhere and is changed only there. */
export function withRootKey(
  accessKeys: AccessKeys,
  { accessKeyId: id, accessKeySecret: secret }: { readonly accessKeyId: string; readonly accessKeySecret: string },
): AccessKeys {
  const root: AccessKey = { id, secret, label: "root", role: "admin", scopes: "everywhere", createdAt: 0 };
  return {
    async insert(key) {
      if (key.id === id) throw new Failure("AccessKeyAlreadyExists", { accessKeyId: id });
      await accessKeys.insert(key);
    },
    find: (wanted) => (wanted === id ? Promise.resolve(root) : accessKeys.find(wanted)),
    list: (query) => accessKeys.list(query),
    async update(wanted, change) {
      if (wanted === id) throw refuseChange(id);
      return accessKeys.update(wanted, change);
    },
    async replace(wanted, expiresAt, by) {
      if (wanted === id) throw refuseChange(id);
      return accessKeys.replace(wanted, expiresAt, by);
    },
    removeEnded: (before) => accessKeys.removeEnded(before),
  };
}

function refuseChange(id: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", {
    name: "id",
    got: id,
    expected: "another key than the one that the settings give: IMGRAPH_ACCESS_KEY_ID",
  });
}
