import type { Clock } from "../../base/clock.js";
import type { Revocation, UrlRecords } from "../ports.js";
import { namesOf, namesOfUrl, type UrlFacts } from "./revoked-names.js";

/** Which signed URLs are refused now. */
export interface Revocations {
  /** Reads what was revoked before. */
  load(): Promise<void>;
  isRevoked(url: UrlFacts): Promise<boolean>;
  /** The oldest of those that refuse it. */
  revocationOf(url: UrlFacts): Promise<Revocation | undefined>;
  /** It holds when it resolves. */
  revoke(revocation: Revocation): Promise<void>;
  /** What was revoked; `undefined` when there is none of that id. */
  lift(id: string): Promise<Revocation | undefined>;
  /** Lifts those that have nothing left to refuse. */
  removeEnded(): Promise<void>;
  readonly isAny: boolean;
  /** In order of id, which is that of time. */
  readonly all: readonly Revocation[];
}

/**
 * Makes the revocations over their records; `load` before URLs are served. They are held in memory by what they name; what
 * a caller had been given is asked of the records, and only while a caller's URLs are revoked.
 */
export function createRevocations({ records, clock }: { records: UrlRecords; clock: Clock }): Revocations {
  const inForce = new Map<string, Revocation>();
  /** Ids by name. */
  const naming = new Map<string, Set<string>>();
  let ofCallers = 0;

  const hold = (revocation: Revocation) => {
    inForce.set(revocation.id, revocation);
    if (revocation.revoked.kind === "caller") ofCallers += 1;
    for (const name of namesOf(revocation.revoked))
      naming.set(name, (naming.get(name) ?? new Set()).add(revocation.id));
  };
  const drop = ({ id, revoked }: Revocation) => {
    if (!inForce.delete(id)) return;
    if (revoked.kind === "caller") ofCallers -= 1;
    for (const name of namesOf(revoked)) {
      const ids = naming.get(name);
      ids?.delete(id);
      if (ids?.size === 0) naming.delete(name);
    }
  };

  const revocations: Revocations = {
    async load() {
      for (const revocation of await records.revocations()) hold(revocation);
      await revocations.removeEnded();
    },

    isRevoked: async (url) =>
      inForce.size > 0 &&
      (namesOfUrl(url).some((name) => naming.has(name)) ||
        (ofCallers > 0 && (await records.revocationOfCallers(url)) !== undefined)),

    async revocationOf(url) {
      const named = namesOfUrl(url).flatMap((name) => [...(naming.get(name) ?? [])]);
      const ofCaller = ofCallers > 0 ? await records.revocationOfCallers(url) : undefined;
      const [oldest] = [...named, ...(ofCaller === undefined ? [] : [ofCaller])].sort();
      return oldest === undefined ? undefined : inForce.get(oldest);
    },

    async revoke(revocation) {
      await records.revoke(revocation);
      hold(revocation);
    },

    async lift(id) {
      const held = inForce.get(id);
      if (!held || !(await records.lift(id))) return undefined;
      drop(held);
      return held;
    },

    async removeEnded() {
      const now = Math.floor(clock.now() / 1000);
      for (const { id, endsAt } of [...inForce.values()])
        if (endsAt !== undefined && endsAt < now) await revocations.lift(id);
    },

    get isAny() {
      return inForce.size > 0;
    },

    get all() {
      return [...inForce.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
  return revocations;
}
