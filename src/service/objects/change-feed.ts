import { Failure } from "../../base/failure.js";
import type { ChangeQuery, Changes, ObjectChange } from "../ports.js";

/** Changes that wait for one watcher: twice what one deletion of many tells. */
export const maxWaiting = 2000;

/** Passes changes on within this process. Telling takes as long as going through those who watch. */
export class ChangeFeed implements Changes {
  readonly #watches = new Set<Watch>();

  tell(change: ObjectChange): void {
    for (const watch of this.#watches) watch.offer(change);
  }

  watch(query: ChangeQuery): AsyncIterableIterator<ObjectChange> {
    const watch = new Watch(query, () => this.#watches.delete(watch));
    this.#watches.add(watch);
    return watch;
  }

  /** How many watch now. */
  get size(): number {
    return this.#watches.size;
  }
}

type Taken = IteratorResult<ObjectChange, undefined>;

/**
 * The changes that one watcher has not taken yet. No async generator: what waits for the next change must end when `return`
 * is called, and one that was never asked must let go too.
 */
class Watch implements AsyncIterableIterator<ObjectChange> {
  #waiting: ObjectChange[] = [];
  #takers: ((taken: Taken | Promise<never>) => void)[] = [];
  #end: { failure?: Failure } | undefined;

  constructor(
    private readonly query: ChangeQuery,
    private readonly letGo: () => void,
  ) {}

  offer(change: ObjectChange): void {
    const { bucket, prefix = "" } = this.query;
    if (change.bucket !== bucket || !change.key.startsWith(prefix)) return;
    const taker = this.#takers.shift();
    if (taker) taker({ done: false, value: change });
    else if (this.#waiting.length < maxWaiting) this.#waiting.push(change);
    else this.#finish(new Failure("SubscriberTooSlow", { limit: maxWaiting }));
  }

  async next(): Promise<Taken> {
    const change = this.#waiting.shift();
    if (change) return { done: false, value: change };
    if (this.#end) {
      const { failure } = this.#end;
      this.#end = {};
      if (failure) throw failure;
      return { done: true, value: undefined };
    }
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  async return(): Promise<Taken> {
    this.#finish();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(failure?: Failure): void {
    this.letGo();
    this.#waiting = [];
    this.#end = failure ? { failure } : {};
    for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
  }
}
