/** A share in an outcome that several asked for at one time. */
export interface Share<T> {
  readonly value: T;
  /** Somebody else had asked before, and the work was done once for both. */
  readonly isJoined: boolean;
  /** Lets go of the value; it is freed when all have. Further calls do nothing. */
  release(): Promise<void>;
}

/**
 * Work that is under way, by what it is for: whoever asks for the same while it lasts gets the same outcome, be it a failure.
 * Each may leave by a signal of its own; when the last one has left, the work is aborted, and whoever asks then starts anew.
 */
export class SharedWork<T> {
  readonly #running = new Map<string, Piece<T>>();
  readonly #free: (value: T) => Promise<void>;

  /** `free` is called once for each value, when nobody holds a share in it; it does not throw. */
  constructor(free: (value: T) => Promise<void>) {
    this.#free = free;
  }

  /** Does the work, or joins it. Throws what it throws, and the reason of `signal`. */
  async share(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<Share<T>> {
    signal.throwIfAborted();
    const running = this.#running.get(key);
    const piece = running ?? this.#start(key, work);
    piece.holders += 1;
    let holds = true;
    const release = async () => {
      if (!holds) return;
      holds = false;
      piece.holders -= 1;
      if (piece.holders === 0) await this.#leaveAlone(key, piece, signal.reason);
    };
    const value = await unlessAborted(piece.outcome, signal, release);
    return { value, isJoined: running !== undefined, release };
  }

  /** Whoever asks for it now would join others. */
  isRunning(key: string): boolean {
    return this.#running.has(key);
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Piece<T> {
    const controller = new AbortController();
    const outcome = work(controller.signal).finally(() => {
      piece.isDone = true;
      this.#forget(key, piece);
    });
    const piece: Piece<T> = { outcome, controller, holders: 0, isDone: false };
    this.#running.set(key, piece);
    return piece;
  }

  /** Nobody holds it any more. */
  async #leaveAlone(key: string, piece: Piece<T>, reason: unknown): Promise<void> {
    if (!piece.isDone) {
      this.#forget(key, piece);
      piece.controller.abort(reason);
    }
    // Aborted work may have come to its end all the same.
    const value = await piece.outcome.then(
      (value) => ({ value }),
      () => undefined,
    );
    if (value) await this.#free(value.value);
  }

  #forget(key: string, piece: Piece<T>): void {
    if (this.#running.get(key) === piece) this.#running.delete(key);
  }
}

interface Piece<T> {
  readonly outcome: Promise<T>;
  readonly controller: AbortController;
  /** Those who wait for it and those who use it. */
  holders: number;
  isDone: boolean;
}

/** The outcome, or after `leave` the reason of the signal, whichever comes first. */
function unlessAborted<T>(outcome: Promise<T>, signal: AbortSignal, leave: () => Promise<void>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason);
      void leave();
    };
    signal.addEventListener("abort", abort, { once: true });
    outcome.then(
      (value) => {
        signal.removeEventListener("abort", abort);
        resolve(value);
      },
      (error) => {
        signal.removeEventListener("abort", abort);
        reject(error);
        void leave();
      },
    );
  });
}
