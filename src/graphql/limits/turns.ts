import { setImmediate } from "node:timers/promises";

/**
 * Lets the computations of one request take turns with everything else that the process has to do: hundreds of plans in one
 * go would hold up every other request, and the deadline of this one too.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly signal: AbortSignal) {}

  /** Resolves when those who asked before have had their turn and the event loop has gone round. Throws the signal's reason. */
  async next(): Promise<void> {
    const mine = this.#last.then(() => setImmediate());
    this.#last = mine;
    await mine;
    this.signal.throwIfAborted();
  }
}
