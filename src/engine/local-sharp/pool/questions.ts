import { Failure } from "../../../base/failure.js";
import type { Task, TaskResult } from "../protocol.js";
import { Gate } from "./gate.js";
import { inTime } from "./in-time.js";
import { ProcessEnded } from "./pixel-process.js";
import type { Places } from "./places.js";

export interface QuestionsOptions {
  /** Processes, at least 1. */
  readonly children: number;
  /** From the asking to the answer, waiting included. */
  readonly deadlineMs: number;
  /** The failure of one that has no turn, or no turn in time. */
  tooMuchWaits(): Failure<"ServiceUnavailable">;
}

/** Those that a process answers at one time; each may hold a whole file. */
const maxAtOnce = 4;
/** Those that may wait; more are answered ServiceUnavailable at once. */
const maxWaiting = 512;

/** Tasks that decode nothing, done beside the jobs of the places and in no line with them. */
export class Questions<Job> {
  readonly #places: Places<Job>;
  readonly #options: QuestionsOptions;
  readonly #gate: Gate;

  constructor(places: Places<Job>, options: QuestionsOptions) {
    this.#places = places;
    this.#options = options;
    this.#gate = new Gate(options.children * maxAtOnce);
  }

  /** Throws the task's failures, ServiceUnavailable, DeadlineExceeded, the signal's reason. */
  async ask(task: Task, signal: AbortSignal): Promise<TaskResult> {
    const { deadlineMs: limitMs, tooMuchWaits } = this.#options;
    signal.throwIfAborted();
    if (this.#gate.waiting >= maxWaiting) throw tooMuchWaits();
    const over = new AbortController();
    let started = false;
    const answer = this.#gate.pass(() => {
      started = true;
      return this.#answer(task, over.signal);
    });
    const late = () => (started ? new Failure("DeadlineExceeded", { limitMs }) : tooMuchWaits());
    try {
      return await inTime(answer, { limitMs, signal, late });
    } catch (error) {
      throw error instanceof ProcessEnded ? new Failure("InternalError", {}, { cause: error }) : error;
    } finally {
      // Nobody waits any more: it does not begin, nor begin again.
      over.abort();
    }
  }

  async #answer(task: Task, over: AbortSignal): Promise<TaskResult> {
    for (let crashes = 0; ; ) {
      over.throwIfAborted();
      try {
        return await this.#askOnce(task);
      } catch (error) {
        // One that was killed was so for the sake of another's job. To bring two down is this file's doing.
        if (!(error instanceof ProcessEnded) || (!error.wasKilled && ++crashes === 2)) throw error;
      }
    }
  }

  async #askOnce(task: Task): Promise<TaskResult> {
    const place = this.#places.leastBusy();
    const process = this.#places.processOf(place);
    const overdue = setTimeout(() => this.#places.condemn(place, process), this.#options.deadlineMs);
    try {
      return await process.run(task);
    } finally {
      clearTimeout(overdue);
    }
  }
}
