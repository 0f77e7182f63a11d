import type { Clock } from "../../base/clock.js";
import type { Log } from "../../base/log.js";
import type { Call } from "../call.js";
import { callerLabel } from "../caller-label.js";
import type { ObjectRef, Revocation, SignedUrls, SignedUrlsQuery, SignedUrlsRecord, UrlRecords } from "../ports.js";
import { createRevocations, type Revocations } from "./revocations.js";

/** Which URLs were signed, and which are refused now. */
export interface UrlLedger extends Pick<Revocations, "load" | "isRevoked" | "revocationOf" | "revoke" | "lift"> {
  /** Told of each URL that is handed out; it is written down soon, so that no request waits for it. `expiresAt` in seconds since 1970. */
  note(at: ObjectRef, signed: { readonly process: string; readonly expiresAt: number }, call: Call): void;
  /** What was noted before is in it. */
  list(query: SignedUrlsQuery): Promise<readonly SignedUrlsRecord[]>;
  /** False: no URL is refused. */
  readonly hasRevocations: boolean;
  /** In order of id. */
  readonly revocations: readonly Revocation[];
  /** Writes what there is to write, and ends. */
  close(): Promise<void>;
}

const writeEveryMs = 1000;
/** Rows that are worth a write of their own. */
const fullBatch = 500;
/** Rows that wait at most while they cannot be written. */
const maxWaiting = 20_000;
/** Who was given what can be asked for as long after its end. */
const keepEndedSeconds = 7 * 24 * 3600;
const removeEveryMs = 3_600_000;
/** Rows a minute for callers of whom nothing is known, all together: the disk is not theirs to fill. */
const maxStrangersRows = 2000;

/** Makes the ledger over its records; `load` before URLs are served. */
export function createUrlLedger(use: {
  readonly records: UrlRecords;
  readonly clock: Clock;
  readonly log: Log;
}): UrlLedger {
  const { records, clock, log } = use;
  const revocations = createRevocations(use);
  let noted = new Map<Call, Map<string, SignedUrls>>();
  let rows = 0;
  /** What could not be written. */
  let left: readonly SignedUrls[] = [];
  let strangers = { minute: 0, rows: 0, isTold: false };
  let writing = Promise.resolve();
  let removing = Promise.resolve();
  let isClosing = false;

  const write = (): Promise<void> => {
    const batch = [...left, ...[...noted.values()].flatMap((of) => [...of.values()])];
    [noted, rows, left] = [new Map(), 0, []];
    if (batch.length > 0) writing = writing.then(() => keep(batch));
    return writing;
  };

  async function keep(batch: readonly SignedUrls[]): Promise<void> {
    try {
      const added = await records.keep(batch);
      strangers.rows += added.filter(({ caller }) => caller === stranger).length;
    } catch (error) {
      left = [...batch, ...left].slice(-maxWaiting);
      log.error("signed URLs not written down yet", { rows: left.length, error });
    }
  }

  /** True while strangers have had as many rows written in this minute as they may. */
  function isFullForStrangers(): boolean {
    const minute = Math.floor(clock.now() / 60_000);
    if (minute !== strangers.minute) strangers = { minute, rows: 0, isTold: false };
    if (strangers.rows < maxStrangersRows) return false;
    if (!strangers.isTold) log.warn("signed URLs of unknown callers not written down", { limit: maxStrangersRows });
    strangers.isTold = true;
    return true;
  }

  const removeEnded = async () => {
    const before = Math.floor(clock.now() / 1000) - keepEndedSeconds;
    try {
      await revocations.removeEnded();
      // A few at a time: until a write is done, nothing else happens in this process.
      while (!isClosing && (await records.removeEnded(before, fullBatch)) === fullBatch);
    } catch (error) {
      log.error("ended signed URLs not removed", { error });
    }
  };

  const writer = setInterval(write, writeEveryMs).unref();
  const remover = setInterval(() => {
    removing = removing.then(removeEnded);
  }, removeEveryMs).unref();

  return {
    isRevoked: revocations.isRevoked,
    revocationOf: revocations.revocationOf,
    lift: revocations.lift,

    async load() {
      await revocations.load();
      removing = removeEnded();
    },

    note(at, { process, expiresAt }, call) {
      const caller = callerLabel(call.caller);
      if (caller === stranger && isFullForStrangers()) return;
      const { bucket, key } = at;
      const ofCall = noted.get(call) ?? new Map<string, SignedUrls>();
      noted.set(call, ofCall);
      const name = `${expiresAt} ${bucket}/${key}`;
      const before = ofCall.get(name);
      if (!before) rows += 1;
      const processes = [...new Set([...(before?.processes ?? []), process])].sort();
      ofCall.set(name, { bucket, key, caller, processes, signedAt: clock.now(), expiresAt });
      if (rows >= fullBatch) void write();
    },

    async list(query) {
      await write();
      return records.list(query);
    },

    async revoke(revocation) {
      // A caller's URLs are found by what was written down.
      await write();
      await revocations.revoke(revocation);
    },

    get hasRevocations() {
      return revocations.isAny;
    },

    get revocations() {
      return revocations.all;
    },

    async close() {
      clearInterval(writer);
      clearInterval(remover);
      isClosing = true;
      await Promise.all([write(), removing]);
    },
  };
}

const stranger = callerLabel({ kind: "anonymous" });
