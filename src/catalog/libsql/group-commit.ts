/** Runs its argument in one write transaction, committed and synced when it returns; a throw undoes all of it. */
type Transaction = (work: () => void) => void;

interface Waiting {
  run(): void;
  /** Tells whoever waits what came of it; after a failed commit, that. */
  settle(failure?: { readonly error: unknown }): void;
}

/** So many at most in one transaction: until it ends, nothing else happens in this process. */
const maxTogether = 200;

/**
 * Writes that wait at the same time share one transaction, since syncing it is most of what a write costs. Each is undone
 * alone when it throws; none is told that it is done before all of them are on the disk.
 */
export class GroupCommit {
  readonly #transaction: Transaction;
  readonly #exec: (sql: string) => void;
  readonly #waiting: Waiting[] = [];

  constructor({ transaction, exec }: { transaction: Transaction; exec: (sql: string) => void }) {
    this.#transaction = transaction;
    this.#exec = exec;
  }

  /** Resolves when the work is committed and synced; rejects with what it threw, or with what kept it from being committed. */
  write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let outcome: () => void = () => {};
      this.#waiting.push({
        run: () => {
          try {
            const value = this.#alone(work);
            outcome = () => resolve(value);
          } catch (error) {
            outcome = () => reject(error);
          }
        },
        settle: (failure) => (failure ? reject(failure.error) : outcome()),
      });
      // After the events that have come in already: some of them will write too.
      if (this.#waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  /** Commits all that waits, now. */
  flush(): void {
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, maxTogether);
      try {
        this.#transaction(() => {
          for (const { run } of together) run();
        });
        for (const { settle } of together) settle();
      } catch (error) {
        for (const { settle } of together) settle({ error });
      }
    }
  }

  #alone<T>(work: () => T): T {
    this.#exec("savepoint alone");
    try {
      return work();
    } catch (error) {
      // Where SQLite undid the whole transaction by itself (a full disk), this throws, and so will the commit.
      this.#exec("rollback to alone");
      throw error;
    } finally {
      this.#exec("release alone");
    }
  }
}
