import { Failure } from "../../src/base/failure.js";
import type { AccessKey, AccessKeys } from "../../src/service/ports.js";

/** Access keys in a map. */
export function memoryAccessKeys(...given: readonly AccessKey[]): AccessKeys {
  const keys = new Map(given.map((key) => [key.id, key]));
  return {
    async insert(key) {
      if (keys.has(key.id)) throw new Failure("AccessKeyAlreadyExists", { accessKeyId: key.id });
      keys.set(key.id, key);
    },
    find: async (id) => keys.get(id),
    list: async ({ after = "", limit, temporary = false }) =>
      [...keys.values()]
        .filter(({ id, tokenHash }) => id > after && (temporary || tokenHash === undefined))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    async update(id, change) {
      const key = keys.get(id);
      const changed = key && { ...key, ...change };
      if (changed) keys.set(id, changed);
      return changed;
    },
    async replace(id, expiresAt, by) {
      const key = keys.get(id);
      if (!key || key.revokedAt !== undefined) return undefined;
      await this.insert(by);
      return this.update(id, { expiresAt: Math.min(expiresAt, key.expiresAt ?? Infinity) });
    },
    async removeEnded(before) {
      const gone = [...keys.values()].filter(
        ({ expiresAt = Infinity, revokedAt = Infinity }) => Math.min(expiresAt, revokedAt) < before,
      );
      for (const { id } of gone) keys.delete(id);
      return gone.length;
    },
  };
}
