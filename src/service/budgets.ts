import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Caller } from "./call.js";
import { callerName } from "./caller-name.js";

/** What one caller may use in a minute, by kind; 0 is without a limit. */
export interface BudgetLimits {
  readonly requests: number;
  /** What they ask for: about one for each field of an answer. */
  readonly cost: number;
  /** Pictures that are decoded or made. */
  readonly renders: number;
  /** Pixels of their sources, in millions. */
  readonly megapixels: number;
}

export type BudgetKind = keyof BudgetLimits;
const budgetKinds: readonly BudgetKind[] = ["requests", "cost", "renders", "megapixels"];

/** What one caller may still use. */
export interface Account {
  /** Whose it is: of two callers it is not the same. */
  readonly name: string;
  /** Takes one request. Throws BudgetExceeded when there is none left. */
  request(): void;
  /** Takes what a request asks for. Throws BudgetExceeded when cost is used up. */
  operation(cost: number): void;
  /** Takes the work on one picture of that size. Throws BudgetExceeded when renders or megapixels are used up. */
  render(megapixels: number): void;
  /** Whole units, of the kinds that have a limit. */
  left(): Partial<BudgetLimits>;
  /** The same with the limits. */
  quota(): Partial<Record<BudgetKind, { readonly perMinute: number; readonly left: number }>>;
}

/** Callers that are remembered. One that was forgotten starts anew, which one that is not heard of for a minute does anyway. */
const maxCallers = 100_000;
const minuteMs = 60_000;

export interface BudgetsUse {
  readonly limits: BudgetLimits;
  /** Its holder is the operator, as the bearer of the admin token is. */
  readonly rootKeyId: string;
  readonly clock: Clock;
}

/**
 * Counts what each caller uses, through whatever door. Each kind is a bucket that holds what a minute allows and is refilled evenly, so that nobody
 * has to wait for the end of a minute. The last piece of work may be larger than what is left; the next one waits for that.
 */
export class Budgets {
  readonly #levels = new Map<string, { at: number; left: BudgetLimits }>();

  constructor(private readonly use: BudgetsUse) {}

  /**
   * The account of a caller; nobodies are told apart by `client`, their address. `undefined` for the operator, who has no
   * limits: the bearer of the admin token and the holder of the root key.
   */
  accountOf(caller: Caller, client: string): Account | undefined {
    if (caller.kind === "admin" || (caller.kind === "key" && caller.accessKeyId === this.use.rootKeyId))
      return undefined;
    const name = callerName(caller, client);
    return {
      name,
      request: () => this.#take(name, { requests: 1 }),
      operation: (cost) => this.#take(name, { cost }),
      render: (megapixels) => this.#take(name, { renders: 1, megapixels }),
      left: () => this.#leftOf(name),
      quota: () =>
        Object.fromEntries(
          Object.entries(this.#leftOf(name)).map(([kind, left]) => [
            kind,
            { perMinute: this.use.limits[kind as BudgetKind], left },
          ]),
        ),
    };
  }

  #take(name: string, amounts: Partial<BudgetLimits>): void {
    const left = this.#refilled(name);
    const kinds = budgetKinds.filter((kind) => amounts[kind] !== undefined && this.use.limits[kind] > 0);
    for (const kind of kinds) {
      const missing = Math.min(1, this.use.limits[kind]) - left[kind];
      if (missing > 0)
        throw new Failure("BudgetExceeded", {
          what: kind,
          limit: this.use.limits[kind],
          retryAfterSeconds: Math.ceil((missing * 60) / this.use.limits[kind]),
        });
    }
    const after = { ...left };
    for (const kind of kinds) after[kind] -= amounts[kind] ?? 0;
    // Whoever was heard of last stands last, so that the first is whom to forget.
    this.#levels.delete(name);
    this.#levels.set(name, { at: this.use.clock.now(), left: after });
    const [oldest] = this.#levels.keys();
    if (this.#levels.size > maxCallers && oldest !== undefined) this.#levels.delete(oldest);
  }

  #refilled(name: string): BudgetLimits {
    const level = this.#levels.get(name);
    if (!level) return this.use.limits;
    const share = Math.max(0, this.use.clock.now() - level.at) / minuteMs;
    const refilled = { ...level.left };
    for (const kind of budgetKinds) {
      const limit = this.use.limits[kind];
      refilled[kind] = Math.min(limit, level.left[kind] + limit * share);
    }
    return refilled;
  }

  #leftOf(name: string): Partial<BudgetLimits> {
    const left = this.#refilled(name);
    const limited = budgetKinds.filter((kind) => this.use.limits[kind] > 0);
    return Object.fromEntries(limited.map((kind) => [kind, Math.max(0, Math.floor(left[kind]))]));
  }
}
