import { unlink } from "node:fs/promises";
import type { Clock } from "../../../base/clock.js";
import { Failure } from "../../../base/failure.js";
import type { Log } from "../../../base/log.js";
import type { Cost } from "../planner/cost.js";
import type { Task, TaskResult } from "../protocol.js";
import { Forecast } from "./forecast.js";
import { type PixelProcessOptions, ProcessEnded } from "./pixel-process.js";
import { type Place, Places } from "./places.js";
import { Questions } from "./questions.js";

export interface PixelPoolOptions extends PixelProcessOptions {
  /** Processes, at least 1. */
  readonly children: number;
  /** From the asking to the answer, waiting included. */
  readonly deadlineMs: number;
  /** What the work that runs at one time may take by its prediction. */
  readonly memoryBytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PoolLoad {
  /** Processes that run. */
  readonly children: number;
  /** Of them, those with a render or an analysis. */
  readonly busy: number;
  /** Of these, those that wait. */
  readonly queued: number;
}

/** What decodes pixels and so has to wait for its turn. */
type PixelTask = Extract<Task, { readonly kind: "render" | "analyse" | "compare" }>;
type PixelResult = Exclude<TaskResult, { readonly kind: "header" }>;

/** Jobs that may wait; more are answered ServiceUnavailable at once. */
const maxQueue = 512;
const tooMuchWaits = "too much work is waiting";

/**
 * Processes for pixel work, one render or analysis in each at a time. They wait in one queue, first come first served, until a
 * process and the memory they are predicted to take are free. Headers are read at once beside the renders.
 */
export class PixelPool {
  readonly #options: PixelPoolOptions;
  readonly #places: Places<Job>;
  readonly #queue: Job[] = [];
  readonly #questions: Questions<Job>;
  readonly #forecast: Forecast;
  #usedBytes = 0;

  constructor(options: PixelPoolOptions) {
    this.#options = options;
    this.#places = new Places(options.children, options);
    const { children, deadlineMs } = options;
    const tooMuch = () => this.#unavailable(tooMuchWaits);
    this.#questions = new Questions(this.#places, { children, deadlineMs, tooMuchWaits: tooMuch });
    this.#forecast = new Forecast(options);
  }

  /**
   * Does a task that decodes nothing, beside the renders. Throws the task's failures, ServiceUnavailable, DeadlineExceeded,
   * the signal's reason.
   */
  ask(task: Task, signal: AbortSignal): Promise<TaskResult> {
    return this.#questions.ask(task, signal);
  }

  /** Throws ImageTooLarge for work above the whole budget, ServiceUnavailable for what would wait in vain now. */
  admit(cost: Cost): void {
    const { memoryBytes, deadlineMs } = this.#options;
    if (cost.peakBytes > memoryBytes)
      throw new Failure("ImageTooLarge", {
        what: "the memory this takes",
        got: `${cost.peakBytes} bytes`,
        limit: `${memoryBytes} bytes (IMGRAPH_MEMORY_BYTES)`,
      });
    if (this.#places.closed || this.#queue.length >= maxQueue || this.#waitMs() > deadlineMs)
      throw this.#unavailable(tooMuchWaits);
  }

  /**
   * Throws the task's failures, what `admit` throws, ServiceUnavailable while waiting, DeadlineExceeded while running, the
   * signal's reason. Whatever it throws, a render's target file is or soon will be gone.
   */
  async render(
    task: PixelTask,
    cost: Cost,
    signal: AbortSignal,
  ): Promise<{ readonly result: PixelResult; readonly queueMs: number }> {
    const { deadlineMs, clock } = this.#options;
    signal.throwIfAborted();
    this.admit(cost);
    return new Promise((resolve, reject) => {
      const job: Job = {
        task,
        cost,
        askedAt: clock.now(),
        startedAt: undefined,
        abandoned: false,
        settle: (outcome) => {
          clearTimeout(timer);
          signal.removeEventListener("abort", abort);
          if ("result" in outcome) resolve(outcome);
          else reject(outcome.error);
        },
      };
      const abort = () => this.#giveUp(job, signal.reason, signal.reason);
      const timer = setTimeout(() => {
        const overdue = new Failure("DeadlineExceeded", { limitMs: deadlineMs });
        this.#giveUp(job, this.#unavailable("the work waited too long"), overdue);
      }, deadlineMs);
      signal.addEventListener("abort", abort);
      this.#queue.push(job);
      this.#pump();
    });
  }

  /** Starts what is not started; throws ServiceUnavailable when a process cannot work. */
  async check(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    try {
      await this.#places.ready();
    } catch (error) {
      throw new Failure(
        "ServiceUnavailable",
        { reason: "a pixel process does not start", retryAfterSeconds: 1 },
        { cause: error },
      );
    }
  }

  /** What is going on now. */
  get load(): PoolLoad {
    return { children: this.#places.alive, busy: this.#places.jobs.length, queued: this.#queue.length };
  }

  /** Ends everything at once; whoever waits is told ServiceUnavailable. */
  async close(): Promise<void> {
    const closing = this.#places.close();
    const error = this.#unavailable("the engine is closing");
    for (const job of [...this.#queue, ...this.#places.jobs]) this.#giveUp(job, error, error);
    await closing;
  }

  #pump(): void {
    for (;;) {
      const job = this.#queue[0];
      const place = this.#places.free();
      if (!job || !place || this.#usedBytes + job.cost.peakBytes > this.#options.memoryBytes) return;
      this.#queue.shift();
      void this.#run(job, place);
    }
  }

  async #run(job: Job, place: Place<Job>): Promise<void> {
    const { clock } = this.#options;
    const startedAt = clock.now();
    const queueMs = startedAt - job.askedAt;
    job.startedAt = startedAt;
    place.job = job;
    this.#usedBytes += job.cost.peakBytes;
    try {
      const result = await this.#places.processOf(place).run(job.task);
      if (result.kind === "header") throw new TypeError("expected pixel work, got a header");
      if (job.abandoned) await this.#discard(job);
      this.#forecast.learn(job.cost, clock.now() - startedAt);
      job.settle({ result, queueMs });
    } catch (error) {
      await this.#discard(job);
      if (job.abandoned) this.#forecast.learnUndone(job.cost, clock.now() - startedAt);
      if (error instanceof ProcessEnded) {
        if (!error.wasKilled) this.#options.log.error("pixel process ended", { error });
        job.settle({ error: new Failure("InternalError", {}, { cause: error }) });
      } else job.settle({ error });
    } finally {
      place.job = undefined;
      this.#usedBytes -= job.cost.peakBytes;
      this.#places.renew(place);
      this.#pump();
    }
  }

  /** Nobody wants the job any more: it leaves the queue, or its process is ended and another one started in its place. */
  #giveUp(job: Job, ifWaiting: unknown, ifRunning: unknown): void {
    const at = this.#queue.indexOf(job);
    if (at >= 0) {
      this.#queue.splice(at, 1);
      job.settle({ error: ifWaiting });
      this.#pump();
      return;
    }
    const place = this.#places.of(job);
    if (!place) return;
    job.abandoned = true;
    job.settle({ error: ifRunning });
    this.#places.kill(place);
  }

  /** A killed process leaves what it had written. */
  async #discard({ task }: Job): Promise<void> {
    if (task.kind !== "render") return;
    const { target: path } = task;
    await unlink(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") this.#options.log.warn("left a temporary file", { path, error });
    });
  }

  /** How long a render that is asked for now is predicted to wait. */
  #waitMs(): number {
    const { clock, deadlineMs } = this.#options;
    const now = clock.now();
    return this.#forecast.waitMs(
      [...this.#queue, ...this.#places.jobs].map(({ cost, askedAt, startedAt = now }) => ({
        cost,
        ranMs: now - startedAt,
        leftMs: askedAt + deadlineMs - now,
      })),
    );
  }

  #unavailable(reason: string): Failure<"ServiceUnavailable"> {
    const retryAfterSeconds = Math.max(1, Math.ceil(this.#waitMs() / 1000));
    return new Failure("ServiceUnavailable", { reason, retryAfterSeconds });
  }
}

interface Job {
  readonly task: PixelTask;
  readonly cost: Cost;
  /** ms since 1970. */
  readonly askedAt: number;
  /** Likewise; absent while it waits. */
  startedAt: number | undefined;
  /** The caller is gone; a result would be nobody's. */
  abandoned: boolean;
  /** Answers the caller; only the first call counts. */
  settle(outcome: { readonly result: PixelResult; readonly queueMs: number } | { readonly error: unknown }): void;
}
