import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";

export interface BreakerOptions {
  /** Faults in a row that open it. */
  readonly threshold: number;
  /** How long it stays open before one call may try, ms. */
  readonly restMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** One call's leave to go out; exactly one of its outcomes is told, later ones are ignored. */
export interface Passage {
  /** The other side began to answer as it should: enough to let others try, not to forget the faults. */
  answering(): void;
  succeeded(): void;
  failed(): void;
  /** The outcome says nothing about the other side, as when the caller left. */
  left(): void;
}

/**
 * Keeps calls from a service that does not answer: after a run of faults it is open and refuses at once; after a rest one
 * call may try (half open), and what becomes of that one decides.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #faults = 0;
  /** ms since 1970; while open. */
  #restsUntil: number | undefined;
  #isTrying = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#restsUntil !== undefined;
  }

  /** Throws ServiceUnavailable while it is open, with the seconds until a call may try again. */
  enter(): Passage {
    const now = this.#options.clock.now();
    let isTrial = this.#restsUntil !== undefined;
    if (this.#restsUntil !== undefined) {
      if (this.#isTrying || now < this.#restsUntil) throw this.#refusal(this.#restsUntil - now);
      this.#isTrying = true;
    }
    let isOver = false;
    const settle = (outcome: () => void) => () => {
      if (isOver) return;
      isOver = true;
      if (isTrial) this.#isTrying = false;
      outcome();
    };
    return {
      answering: () => {
        if (!isTrial || isOver) return;
        // One more fault opens it again. From now on this is a call like any other: should it fail late, another may be trying.
        isTrial = false;
        this.#close(this.#options.threshold - 1);
      },
      succeeded: settle(() => this.#close(0)),
      failed: settle(() => this.#count(isTrial)),
      left: settle(() => {}),
    };
  }

  #close(faults: number): void {
    if (this.isOpen) this.#options.log.info("object storage answers again");
    this.#restsUntil = undefined;
    this.#isTrying = false;
    this.#faults = faults;
  }

  #count(isTrial: boolean): void {
    const { threshold, restMs, clock, log } = this.#options;
    this.#faults += 1;
    // Calls that were under way when it opened do not prolong its rest; the one that tried does.
    if (this.#faults < threshold || (this.isOpen && !isTrial)) return;
    if (!this.isOpen) log.warn("object storage is left alone", { faults: this.#faults, restMs });
    this.#restsUntil = clock.now() + restMs;
  }

  #refusal(ms: number): Failure {
    return new Failure("ServiceUnavailable", {
      reason: "The object storage does not answer; it is tried again in a moment.",
      retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)),
    });
  }
}
