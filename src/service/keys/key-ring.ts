import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../base/clock.js";
import type { Log } from "../../base/log.js";
import type { AccessKey, AccessKeys } from "../ports.js";

/** Access keys for doors that check signatures. */
export interface KeyRing {
  /** The key as it is now, `undefined` when there is none; a temporary one ends with its parent, and is revoked then. */
  find(id: string): Promise<AccessKey | undefined>;
  /** Told of each use. What comes of it is written later, so that no request waits for it. */
  noteUse(id: string): void;
  /** Writes what there is to write, and ends. */
  close(): Promise<void>;
}

export interface KeyRingUse {
  readonly accessKeys: AccessKeys;
  /** Its uses are not written down. */
  readonly rootKeyId: string;
  readonly clock: Clock;
  readonly log: Log;
}

const minuteMs = 60_000;
/** A key that has ended is kept as long, so that its holder learns that it has ended rather than that it never was. */
const keepEndedMs = 7 * 24 * 60 * minuteMs;

/** Opens the ring: once a minute it writes when keys were last used, and removes those that ended a week ago. */
export function createKeyRing({ accessKeys, rootKeyId, clock, log }: KeyRingUse): KeyRing {
  /** Last use, ms since 1970, by key. */
  let uses = new Map<string, number>();
  /** One round of writing after the other. */
  let writing = Promise.resolve();
  const tidy = () => {
    writing = writing.then(writeAll).catch((error: unknown) => log.error("access keys not tidied", { error }));
    return writing;
  };
  const timer = setInterval(tidy, minuteMs).unref();

  async function writeAll(): Promise<void> {
    const noted = uses;
    uses = new Map();
    for (const [id, at] of noted) {
      const lastUsedAt = at - (at % minuteMs);
      await accessKeys.update(id, { lastUsedAt });
      // Each write waits for the disk; requests go first.
      await nextTurn();
    }
    const removed = await accessKeys.removeEnded(clock.now() - keepEndedMs);
    if (removed > 0) log.info("ended access keys removed", { removed });
  }

  return {
    async find(id) {
      const key = await accessKeys.find(id);
      if (key?.parent === undefined || key.revokedAt !== undefined) return key;
      const now = clock.now();
      return isInForce(await accessKeys.find(key.parent), now) ? key : { ...key, revokedAt: now };
    },
    noteUse(id) {
      if (id !== rootKeyId) uses.set(id, clock.now());
    },
    async close() {
      clearInterval(timer);
      await tidy();
    },
  };
}

/** True for a key that is neither revoked nor expired. Pure. */
export function isInForce(key: AccessKey | undefined, now: number): key is AccessKey {
  return key !== undefined && key.revokedAt === undefined && (key.expiresAt === undefined || key.expiresAt > now);
}
