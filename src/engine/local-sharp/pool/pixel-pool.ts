import { unlink } from "node:fs/promises";
import type { Clock } from "../../../base/clock.js";
import { Failure } from "../../../base/failure.js";
import type { Log } from "../../../base/log.js";
import type { Cost } from "../planner/cost.js";
import type { Task, TaskResult } from "../protocol.js";
import { Gate } from "./gate.js";
import { inTime } from "./in-time.js";
import { PixelProcess, type PixelProcessOptions, ProcessEnded } from "./pixel-process.js";

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
  /** Of them, those with a render. */
  readonly busy: number;
  /** Renders that wait. */
  readonly queued: number;
}

type RenderTask = Extract<Task, { readonly kind: "render" }>;
type RenderResult = Exclude<TaskResult, { readonly kind: "header" }>;

/** Jobs that may wait; more are answered ServiceUnavailable at once. */
const maxQueue = 512;
/** A process is replaced after so many tasks, or when it holds on to so much memory: what fragments or leaks goes with it. */
const maxTasks = 2000;
const maxIdleBytes = 320 * 2 ** 20;
/** Headers that a process reads at one time; each may hold a whole file. */
const maxInspects = 4;

/**
 * Processes for pixel work, one render in each at a time. Renders wait in one queue, first come first served, until a
 * process and the memory they are predicted to take are free. Headers are read at once beside the renders.
 */
export class PixelPool {
  readonly #options: PixelPoolOptions;
  readonly #places: Place[];
  readonly #queue: Job[] = [];
  readonly #alive = new Set<PixelProcess>();
  readonly #inspects: Gate;
  #usedBytes = 0;
  #closed = false;

  constructor(options: PixelPoolOptions) {
    this.#options = options;
    this.#places = Array.from({ length: options.children }, () => ({}));
    this.#inspects = new Gate(options.children * maxInspects);
  }

  /**
   * Does a task that decodes nothing, at once and beside the renders. Throws the task's failures, DeadlineExceeded, the
   * signal's reason.
   */
  async ask(task: Task, signal: AbortSignal): Promise<TaskResult> {
    try {
      return await this.#inspects.pass(() =>
        // The process may be ended for the sake of another's job; a second time it is this file's doing.
        this.#askOnce(task, signal).catch((error) => {
          if (error instanceof ProcessEnded) return this.#askOnce(task, signal);
          throw error;
        }),
      );
    } catch (error) {
      throw error instanceof ProcessEnded ? new Failure("InternalError", {}, { cause: error }) : error;
    }
  }

  async #askOnce(task: Task, signal: AbortSignal): Promise<TaskResult> {
    signal.throwIfAborted();
    const place = leastBusy(this.#places);
    const process = this.#processOf(place);
    const limitMs = this.#options.deadlineMs;
    return inTime(process.run(task), { limitMs, signal, late: () => this.#retire(place, process) });
  }

  /**
   * Throws the task's failures; ImageTooLarge above the whole budget, ServiceUnavailable while waiting, DeadlineExceeded
   * while running, the signal's reason. Whatever it throws, the target file is or soon will be gone.
   */
  async render(
    task: RenderTask,
    cost: Cost,
    signal: AbortSignal,
  ): Promise<{ readonly result: RenderResult; readonly queueMs: number }> {
    const { memoryBytes, clock } = this.#options;
    signal.throwIfAborted();
    if (cost.peakBytes > memoryBytes)
      throw new Failure("ImageTooLarge", {
        what: "the memory this takes",
        got: `${cost.peakBytes} bytes`,
        limit: `${memoryBytes} bytes (IMGRAPH_MEMORY_BYTES)`,
      });
    if (this.#closed || this.#queue.length >= maxQueue) throw this.#unavailable("too much work is waiting");
    return new Promise((resolve, reject) => {
      const job: Job = {
        task,
        cost,
        askedAt: clock.now(),
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
        const limitMs = this.#options.deadlineMs;
        this.#giveUp(job, this.#unavailable("the work waited too long"), new Failure("DeadlineExceeded", { limitMs }));
      }, this.#options.deadlineMs);
      signal.addEventListener("abort", abort);
      this.#queue.push(job);
      this.#pump();
    });
  }

  /** Starts what is not started; throws ServiceUnavailable when a process cannot work. */
  async check(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    try {
      await Promise.all(this.#places.map((place) => this.#processOf(place).ready));
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
    const busy = this.#places.filter(({ job }) => job).length;
    return { children: this.#alive.size, busy, queued: this.#queue.length };
  }

  /** Ends everything at once; whoever waits is told ServiceUnavailable. */
  async close(): Promise<void> {
    this.#closed = true;
    const error = this.#unavailable("the engine is closing");
    for (const job of [...this.#queue, ...this.#places.flatMap(({ job }) => job ?? [])])
      this.#giveUp(job, error, error);
    for (const process of this.#alive) process.kill();
    await Promise.all([...this.#alive].map(({ ended }) => ended));
  }

  #pump(): void {
    for (;;) {
      const job = this.#queue[0];
      const place = this.#places.find((candidate) => !candidate.job);
      if (!job || !place || this.#usedBytes + job.cost.peakBytes > this.#options.memoryBytes) return;
      this.#queue.shift();
      void this.#run(job, place);
    }
  }

  async #run(job: Job, place: Place): Promise<void> {
    const process = this.#processOf(place);
    const queueMs = this.#options.clock.now() - job.askedAt;
    place.job = job;
    this.#usedBytes += job.cost.peakBytes;
    try {
      const result = await process.run(job.task);
      if (result.kind === "header") throw new TypeError("expected an image or a document");
      if (job.abandoned) await this.#discard(job.task.target);
      job.settle({ result, queueMs });
    } catch (error) {
      await this.#discard(job.task.target);
      if (error instanceof ProcessEnded) {
        if (!process.killed) this.#options.log.error("pixel process ended", { error });
        job.settle({ error: new Failure("InternalError", {}, { cause: error }) });
      } else job.settle({ error });
    } finally {
      place.job = undefined;
      this.#usedBytes -= job.cost.peakBytes;
      if (process.tasksDone >= maxTasks || process.rssBytes > maxIdleBytes) this.#retire(place, process);
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
    const place = this.#places.find((candidate) => candidate.job === job);
    if (!place) return;
    job.abandoned = true;
    job.settle({ error: ifRunning });
    place.process?.kill();
    // The next job need not wait for a start.
    if (!this.#closed) this.#processOf(place);
  }

  #processOf(place: Place): PixelProcess {
    if (place.process?.usable) return place.process;
    if (this.#closed) throw this.#unavailable("the engine is closed");
    const process = new PixelProcess(this.#options);
    this.#alive.add(process);
    void process.ended.then(() => this.#alive.delete(process));
    place.process = process;
    return process;
  }

  /** Lets the process finish what it has, and starts another one in its place. */
  #retire(place: Place, process: PixelProcess): void {
    process.retire();
    if (place.process === process && !this.#closed) this.#processOf(place);
  }

  /** A killed process leaves what it had written. */
  async #discard(path: string): Promise<void> {
    await unlink(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") this.#options.log.warn("left a temporary file", { path, error });
    });
  }

  #unavailable(reason: string): Failure<"ServiceUnavailable"> {
    const jobs = [...this.#queue, ...this.#places.flatMap(({ job }) => job ?? [])];
    const milliseconds = jobs.reduce((sum, { cost }) => sum + cost.milliseconds, 0) / this.#options.children;
    return new Failure("ServiceUnavailable", {
      reason,
      retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)),
    });
  }
}

interface Job {
  readonly task: RenderTask;
  readonly cost: Cost;
  /** ms since 1970. */
  readonly askedAt: number;
  /** The caller is gone; a result would be nobody's. */
  abandoned: boolean;
  /** Answers the caller; only the first call counts. */
  settle(outcome: { readonly result: RenderResult; readonly queueMs: number } | { readonly error: unknown }): void;
}

interface Place {
  process?: PixelProcess | undefined;
  /** The render that runs here. */
  job?: Job | undefined;
}

function leastBusy(places: readonly Place[]): Place {
  return places.reduce((best, place) => ((place.process?.pending ?? 0) < (best.process?.pending ?? 0) ? place : best));
}
