/**
 * How many calls may be sent again: each first sending earns a part of a repetition, up to a reserve, so that repetitions
 * never multiply the load on a service that is in trouble already.
 */
export class RetryBudget {
  readonly #perCall: number;
  readonly #reserve: number;
  #left: number;

  /** `perCall` repetitions are earned by each call; at most `reserve` are kept, and it starts with as many. */
  constructor({ perCall = 0.1, reserve = 10 }: { perCall?: number; reserve?: number } = {}) {
    this.#perCall = perCall;
    this.#reserve = reserve;
    this.#left = reserve;
  }

  earn(): void {
    this.#left = Math.min(this.#reserve, this.#left + this.#perCall);
  }

  /** True when there is one left, which is then spent. */
  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** How long to wait before the repetition number `repetition`, from 1: full jitter below a bound that doubles, ms. */
export function backoffMs(repetition: number, random: () => number): number {
  return random() * Math.min(2_000, 100 * 2 ** (repetition - 1));
}
