import type { ExecutionResult } from "graphql";

export interface AnswersUse {
  /** What happens; `return` is called once, in the end. */
  readonly events: AsyncIterator<unknown>;
  /** What the client is told of an event. */
  answer(event: unknown): Promise<ExecutionResult>;
  /** The last thing that the client is told when events or an answer fail. */
  refuse(error: unknown): ExecutionResult;
  /** Called once, in the end. */
  onEnd(): void;
}

type Told = IteratorResult<ExecutionResult, undefined>;

/**
 * The answers of one subscription, one for each event, as its client takes them. No async generator: `return` must end what
 * waits for the next event, and let go of what was never asked.
 */
export class LiveAnswers implements AsyncIterableIterator<ExecutionResult> {
  #hasEnded = false;
  #last: { readonly error: unknown } | undefined;

  constructor(private readonly use: AnswersUse) {}

  async next(): Promise<Told> {
    if (!this.#hasEnded) {
      try {
        const event = await this.use.events.next();
        if (!event.done && !this.#hasEnded) return { done: false, value: await this.use.answer(event.value) };
        this.#end();
      } catch (error) {
        this.end(error);
      }
    }
    const last = this.#last;
    this.#last = undefined;
    return last ? { done: false, value: this.use.refuse(last.error) } : { done: true, value: undefined };
  }

  /** Ends it with an error as the last answer. */
  end(error: unknown): void {
    if (this.#hasEnded) return;
    this.#last = { error };
    this.#end();
  }

  async return(): Promise<Told> {
    this.#last = undefined;
    this.#end();
    return { done: true, value: undefined };
  }

  async throw(): Promise<Told> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.use.onEnd();
    // Whoever waits for the next event is told that there is none.
    void this.use.events.return?.();
  }
}
