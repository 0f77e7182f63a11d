import type { Revocation, SignedUrlsRecord, UrlRecords } from "../../src/service/ports.js";

/** Signed URLs and revocations in lists. */
export function memoryUrlRecords(): UrlRecords {
  let kept: SignedUrlsRecord[] = [];
  const revocations = new Map<string, Revocation>();
  const inOrder = () => [...revocations.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const sameAs = ({ signedAt: _, ...rest }: Omit<SignedUrlsRecord, "id">) => JSON.stringify(rest);
  return {
    async keep(signed) {
      return signed.filter((each) => {
        const same = kept.find(({ id: _, ...other }) => sameAs(other) === sameAs(each));
        kept = [...kept.filter((other) => other !== same), { id: (kept.at(-1)?.id ?? 0) + 1, ...each }];
        return same === undefined;
      });
    },
    async list({ bucket, key, caller, endsAfter = -1, endsWithin, process, before = Number.POSITIVE_INFINITY, limit }) {
      return kept
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
      const ended = kept.filter(({ expiresAt }) => expiresAt < before).slice(0, limit);
      kept = kept.filter((each) => !ended.includes(each));
      return ended.length;
    },
    async revoke(revocation) {
      revocations.set(revocation.id, revocation);
    },
    lift: async (id) => revocations.delete(id),
    revocations: async () => inOrder(),
    async revocationOfCallers({ bucket, key, process, expiresAt }) {
      const given = kept.filter((each) => each.bucket === bucket && each.key === key && each.expiresAt === expiresAt);
      const of = given.filter(({ processes }) => processes.includes(process));
      return inOrder().find(
        ({ revoked, revokedAt }) =>
          revoked.kind === "caller" &&
          of.some(({ caller, signedAt }) => caller === revoked.caller && signedAt <= revokedAt),
      )?.id;
    },
  };
}
