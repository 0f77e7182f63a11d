import type { Revocation, SignedUrls, SignedUrlsRecord, UrlRecords } from "../../src/service/ports.js";

/** Signed URLs and revocations in lists. */
export function memoryUrlRecords(): UrlRecords {
  /** By what they are but for the time; what was signed last comes last. */
  const rows = new Map<string, SignedUrlsRecord>();
  let lastId = 0;
  const revocations = new Map<string, Revocation>();
  const inOrder = () => [...revocations.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const nameOf = ({ signedAt: _, ...rest }: SignedUrls) => JSON.stringify(rest);
  return {
    async keep(signed) {
      return signed.filter((each) => {
        const isNew = !rows.delete(nameOf(each));
        lastId += 1;
        rows.set(nameOf(each), { id: lastId, ...each });
        return isNew;
      });
    },
    async list({ bucket, key, caller, endsAfter = -1, endsWithin, process, before = Number.POSITIVE_INFINITY, limit }) {
      return [...rows.values()]
        .filter((each) => bucket === undefined || each.bucket === bucket)
        .filter((each) => key === undefined || each.key === key)
        .filter((each) => caller === undefined || each.caller === caller)
        .filter(({ expiresAt }) => !endsWithin || (expiresAt >= endsWithin[0] && expiresAt <= endsWithin[1]))
        .filter(({ processes }) => process === undefined || processes.includes(process))
        .filter(({ id, expiresAt }) => id < before && expiresAt > endsAfter)
        .reverse()
        .slice(0, limit);
    },
    async removeEnded(before, limit) {
      const ended = [...rows].filter(([, { expiresAt }]) => expiresAt < before).slice(0, limit);
      for (const [name] of ended) rows.delete(name);
      return ended.length;
    },
    async revoke(revocation) {
      revocations.set(revocation.id, revocation);
    },
    lift: async (id) => revocations.delete(id),
    revocations: async () => inOrder(),
    async revocationOfCallers({ bucket, key, process, expiresAt }) {
      const given = [...rows.values()].filter(
        (each) => each.bucket === bucket && each.key === key && each.expiresAt === expiresAt,
      );
      const of = given.filter(({ processes }) => processes.includes(process));
      return inOrder().find(
        ({ revoked, revokedAt }) =>
          revoked.kind === "caller" &&
          of.some(({ caller, signedAt }) => caller === revoked.caller && signedAt <= revokedAt),
      )?.id;
    },
  };
}
