import { Failure } from "../../base/failure.js";

/** Counts what each caller has open at the same time. */
export class Seats {
  readonly #taken = new Map<string, number>();

  constructor(private readonly limit: number) {}

  /** Takes one for a caller; what it answers gives it back, once. Throws TooManySubscriptions. */
  take(caller: string): () => void {
    const taken = this.#taken.get(caller) ?? 0;
    if (taken >= this.limit) throw new Failure("TooManySubscriptions", { limit: this.limit });
    this.#taken.set(caller, taken + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const left = (this.#taken.get(caller) ?? 1) - 1;
      if (left > 0) this.#taken.set(caller, left);
      else this.#taken.delete(caller);
    };
  }
}
