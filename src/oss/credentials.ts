import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import { unlessAborted } from "../base/unless-aborted.js";

/** What requests are signed with. */
export interface OssCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Goes with a temporary key. */
  readonly securityToken?: string;
  /** ms since 1970; absent: they stay good. */
  readonly expiresAt?: number;
}

/** Where credentials come from. */
export interface CredentialsSource {
  /** Throws the reason of the signal, and ServiceUnavailable when there are none to be had. */
  current(signal: AbortSignal): Promise<OssCredentials>;
  /** These were refused as expired or unknown: the next call gets others where there are others. True then. */
  discard(refused: OssCredentials): boolean;
}

/** The same for ever. */
export function fixedCredentials(credentials: OssCredentials): CredentialsSource {
  return { current: async () => credentials, discard: () => false };
}

export interface RefreshedCredentialsOptions {
  /** Gets new ones; aborted after `timeoutMs`. */
  readonly fetch: (signal: AbortSignal) => Promise<OssCredentials>;
  readonly clock: Clock;
  readonly log: Log;
  /** How long before they expire new ones are got while the old ones still serve; default 5 minutes. */
  readonly aheadMs?: number;
  readonly timeoutMs?: number;
  /** How long after a failure the old ones serve before it is tried again. */
  readonly pauseMs?: number;
}

/**
 * Temporary credentials, renewed ahead of their end by one flight at a time: callers go on with the old ones while they are
 * good, and wait for that one flight when they are not. (The client's own renewal lets every call but the first go out with
 * the old ones, also when they have ended: wire protocol §7.)
 */
export class RefreshedCredentials implements CredentialsSource {
  readonly #options: Required<RefreshedCredentialsOptions>;
  #held: OssCredentials | undefined;
  #flight: Promise<OssCredentials> | undefined;
  /** ms since 1970; no flight of its own accord before. */
  #notBefore = 0;

  constructor(options: RefreshedCredentialsOptions) {
    this.#options = { aheadMs: 300_000, timeoutMs: 10_000, pauseMs: 10_000, ...options };
  }

  async current(signal: AbortSignal): Promise<OssCredentials> {
    signal.throwIfAborted();
    const { clock, aheadMs } = this.#options;
    const now = clock.now();
    const held = this.#held;
    const expiresAt = held?.expiresAt ?? Number.POSITIVE_INFINITY;
    if (!held || now >= expiresAt) return unlessAborted(this.#fly(), signal);
    if (now >= expiresAt - aheadMs && now >= this.#notBefore) this.#fly().catch(() => {});
    return held;
  }

  discard(refused: OssCredentials): boolean {
    // Another call may have had them replaced already.
    if (this.#held === refused) this.#held = undefined;
    return true;
  }

  #fly(): Promise<OssCredentials> {
    this.#flight ??= this.#renew().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #renew(): Promise<OssCredentials> {
    const { fetch, clock, log, timeoutMs, pauseMs } = this.#options;
    try {
      this.#held = await fetch(AbortSignal.timeout(timeoutMs));
      log.debug("object storage credentials renewed", { accessKeyId: this.#held.accessKeyId });
      return this.#held;
    } catch (error) {
      this.#notBefore = clock.now() + pauseMs;
      log.warn("object storage credentials not renewed", { error });
      const reason = "The credentials for the object storage could not be renewed.";
      throw new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 5 }, { cause: error });
    }
  }
}
