import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { Call } from "./call.js";
import { callerLabel } from "./caller-label.js";
import type { ObjectRef, Revocation, SignedUrls, SignedUrlsQuery, SignedUrlsRecord, UrlRecords } from "./ports.js";
import { namesOf, namesOfUrl, type UrlFacts } from "./revoked-names.js";

/** Which URLs were signed, and which are refused now. */
export interface UrlLedger {
  /** Reads what was revoked before. */
  load(): Promise<void>;
  /** Told of each URL that is handed out; it is written down soon, so that no request waits for it. `expiresAt` in seconds since 1970. */
  note(at: ObjectRef, signed: { readonly process: string; readonly expiresAt: number }, call: Call): void;
  /** What was noted before is in it. */
  list(query: SignedUrlsQuery): Promise<readonly SignedUrlsRecord[]>;
  isRevoked(url: UrlFacts): boolean;
  /** The oldest of those that refuse it. */
  revocationOf(url: UrlFacts): Revocation | undefined;
  /** It holds when it resolves. */
  revoke(revocation: Revocation): Promise<void>;
  /** What was revoked; `undefined` when there is none of that id. */
  lift(id: string): Promise<Revocation | undefined>;
  /** In order of id. */
  readonly revocations: readonly Revocation[];
  /** Writes what there is to write, and ends. */
  close(): Promise<void>;
}

const writeEveryMs = 1000;
/** Rows that are worth a write of their own. */
const fullBatch = 500;
/** Who was given what can be asked for as long after its end. */
const keepEndedSeconds = 7 * 24 * 3600;
const removeEveryMs = 3_600_000;
const pageOfHandedOut = 1000;

/** Makes the ledger over its records; `load` before URLs are served. Revocations are held in memory. */
export function createUrlLedger(use: {
  readonly records: UrlRecords;
  readonly clock: Clock;
  readonly log: Log;
}): UrlLedger {
  const { records, clock, log } = use;
  const inForce = new Map<string, { readonly revocation: Revocation; readonly names: readonly string[] }>();
  /** By name, how many revocations name it. */
  const refused = new Map<string, number>();
  let noted = new Map<Call, Map<string, SignedUrls>>();
  let rows = 0;
  let writing = Promise.resolve();
  let removing = Promise.resolve();
  let isClosing = false;

  const write = (): Promise<void> => {
    const batch = [...noted.values()].flatMap((of) => [...of.values()]);
    noted = new Map();
    rows = 0;
    if (batch.length > 0)
      writing = writing
        .then(() => records.keep(batch))
        .catch((error: unknown) => log.error("signed URLs not written down", { rows: batch.length, error }));
    return writing;
  };
  const removeEnded = async () => {
    const before = Math.floor(clock.now() / 1000) - keepEndedSeconds;
    try {
      // A few at a time: until a write is done, nothing else happens in this process.
      while (!isClosing && (await records.removeEnded(before, fullBatch)) === fullBatch);
    } catch (error) {
      log.error("ended signed URLs not removed", { error });
    }
  };

  /** What a caller was given and has not ended, up to when it was revoked. */
  async function handedOut(caller: string, until: number): Promise<readonly SignedUrlsRecord[]> {
    const found: SignedUrlsRecord[] = [];
    const endsAfter = Math.floor(clock.now() / 1000);
    for (let before: number | undefined; ; before = found.at(-1)?.id) {
      const query = { caller, endsAfter, limit: pageOfHandedOut, ...(before !== undefined && { before }) };
      const page = await records.list(query);
      found.push(...page);
      if (page.length < pageOfHandedOut) return found.filter(({ signedAt }) => signedAt <= until);
      // Reading is no waiting: requests go between the pages of a caller who was given very many.
      await nextTurn();
    }
  }

  async function hold(revocation: Revocation): Promise<void> {
    const { revoked, revokedAt } = revocation;
    const given = revoked.kind === "caller" ? await handedOut(revoked.caller, revokedAt) : [];
    const names = namesOf(revoked, given);
    inForce.set(revocation.id, { revocation, names });
    for (const name of names) refused.set(name, (refused.get(name) ?? 0) + 1);
  }

  const writer = setInterval(write, writeEveryMs).unref();
  const remover = setInterval(() => {
    removing = removing.then(removeEnded);
  }, removeEveryMs).unref();

  return {
    async load() {
      for (const revocation of await records.revocations()) await hold(revocation);
      removing = removeEnded();
    },

    note(at, { process, expiresAt }, call) {
      const { bucket, key } = at;
      const ofCall = noted.get(call) ?? new Map<string, SignedUrls>();
      noted.set(call, ofCall);
      const name = `${expiresAt} ${bucket}/${key}`;
      const before = ofCall.get(name);
      if (!before) rows += 1;
      const processes = [...new Set([...(before?.processes ?? []), process])].sort();
      const caller = callerLabel(call.caller);
      ofCall.set(name, { bucket, key, caller, processes, signedAt: clock.now(), expiresAt });
      if (rows >= fullBatch) void write();
    },

    async list(query) {
      await write();
      return records.list(query);
    },

    isRevoked: (url) => refused.size > 0 && namesOfUrl(url).some((name) => refused.has(name)),

    revocationOf(url) {
      const names = namesOfUrl(url);
      const naming = [...inForce.values()].filter((held) => held.names.some((name) => names.includes(name)));
      return naming.map(({ revocation }) => revocation).sort((a, b) => (a.id < b.id ? -1 : 1))[0];
    },

    async revoke(revocation) {
      await write();
      await records.revoke(revocation);
      await hold(revocation);
    },

    async lift(id) {
      const held = inForce.get(id);
      if (!held || !(await records.lift(id))) return undefined;
      inForce.delete(id);
      for (const name of held.names) {
        const left = (refused.get(name) ?? 1) - 1;
        if (left > 0) refused.set(name, left);
        else refused.delete(name);
      }
      return held.revocation;
    },

    get revocations() {
      const all = [...inForce.values()].map(({ revocation }) => revocation);
      return all.sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async close() {
      clearInterval(writer);
      clearInterval(remover);
      isClosing = true;
      await Promise.all([write(), removing]);
    },
  };
}
