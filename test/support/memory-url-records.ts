import type { Revocation, SignedUrlsRecord, UrlRecords } from "../../src/service/ports.js";

/** Signed URLs and revocations in lists. */
export function memoryUrlRecords(): UrlRecords {
  let kept: SignedUrlsRecord[] = [];
  const revocations = new Map<string, Revocation>();
  const sameAs = ({ signedAt: _, ...rest }: Omit<SignedUrlsRecord, "id">) => JSON.stringify(rest);
  return {
    async keep(signed) {
      for (const each of signed) {
        const same = kept.find(({ id: _, ...other }) => sameAs(other) === sameAs(each));
        if (same) kept = kept.map((other) => (other === same ? { ...same, signedAt: each.signedAt } : other));
        else kept.push({ id: (kept.at(-1)?.id ?? 0) + 1, ...each });
      }
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
    revocations: async () => [...revocations.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
