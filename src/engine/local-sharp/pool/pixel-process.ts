import { type ChildProcess, fork } from "node:child_process";
import { assertNever } from "../../../base/assert-never.js";
import { Failure } from "../../../base/failure.js";
import type { Log } from "../../../base/log.js";
import type { Ask, Task, TaskResult, Word } from "../protocol.js";

export interface PixelProcessOptions {
  /** The compiled `child.js`. */
  readonly childPath: string | URL;
  /** The fontconfig file that pins the fonts. */
  readonly fontsConf: string;
  readonly log: Log;
}

/**
 * A frame's memory goes back to the system when the frame is done; glibc would keep ever larger blocks for the next one.
 * After work of every kind a process then rests at half the memory, and takes the same time.
 */
const frugalAllocator = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" };

/** MB of each half of the young generation; pixels are outside of it. */
const frugalHeap = "--max-semi-space-size=1";

/** The process ended with the task undone: it was killed, or a codec brought it down. */
export class ProcessEnded extends Error {
  override readonly name = "ProcessEnded";
  /** It was told to go. */
  readonly wasKilled: boolean;

  constructor(why: string, wasKilled: boolean) {
    super(`the pixel process ended (${why})`);
    this.wasKilled = wasKilled;
  }
}

/** A forked process that decodes and encodes; the parent's handle of it. */
export class PixelProcess {
  /** Resolves when the process can work; rejects with ProcessEnded when it never could. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  /** False from the moment it is known to be gone or was told to go. */
  usable = true;
  /** It was told to go. */
  killed = false;
  /** A task of it is overdue: it is to go when it can. */
  condemned = false;
  tasksDone = 0;
  /** Memory held after the last task. */
  rssBytes = 0;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, PromiseWithResolvers<TaskResult>>();
  readonly #log: Log;
  #nextId = 1;
  #retired = false;

  constructor({ childPath, fontsConf, log }: PixelProcessOptions) {
    this.#log = log;
    // Nothing else of the environment: a process that reads hostile files needs no secrets.
    const env = { FONTCONFIG_FILE: fontsConf, ...frugalAllocator };
    this.#child = fork(childPath, [], {
      env,
      execArgv: [frugalHeap],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const ready = withResolvers<void>();
    const ended = withResolvers<void>();
    this.ready = ready.promise;
    this.ended = ended.promise;
    // Whoever needs a ready process asks for it again; without a handler a failed start would end the gateway.
    this.ready.catch(() => {});
    const end = (why: string) => {
      this.usable = false;
      const error = new ProcessEnded(why, this.killed);
      ready.reject(error);
      for (const task of this.#pending.values()) task.reject(error);
      this.#pending.clear();
      ended.resolve();
    };
    this.#child.on("message", (word: Word) => (word.kind === "ready" ? ready.resolve() : this.#settle(word)));
    this.#child.on("exit", (code, signal) => end(signal ?? `exit code ${code}`));
    this.#child.on("error", (error) => end(error.message));
    this.#child.stderr?.setEncoding("utf8").on("data", (text) => log.warn("pixel process wrote", { text }));
  }

  /** Tasks that were sent and not answered. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Rejects with the task's Failure, with ProcessEnded, or with the story of a bug. */
  async run(task: Task): Promise<TaskResult> {
    const id = this.#nextId++;
    const settled = withResolvers<TaskResult>();
    this.#pending.set(id, settled);
    const ask: Ask = { id, task };
    // A process that is gone rejects whatever is pending, so neither of these failures needs a hand of its own.
    this.ready.then(
      () => this.#child.connected && this.#child.send(ask, () => {}),
      (error) => this.#take(id)?.reject(error),
    );
    return settled.promise;
  }

  /** Ends the process now, in the middle of native code if need be. */
  kill(): void {
    this.usable = false;
    this.killed = true;
    this.#child.kill("SIGKILL");
  }

  /** Takes no more tasks, and ends when the pending ones are answered. */
  retire(): void {
    this.usable = false;
    this.#retired = true;
    if (this.pending === 0) this.kill();
  }

  #settle(word: Exclude<Word, { readonly kind: "ready" }>): void {
    const task = this.#take(word.id);
    this.tasksDone++;
    this.rssBytes = word.rssBytes;
    switch (word.kind) {
      case "done":
        task?.resolve(word.result);
        break;
      case "failed": {
        const { code, details, options } = word.failure;
        task?.reject(new Failure(code, details as never, options));
        break;
      }
      case "broken":
        this.#log.error("pixel task broke", { error: word.error });
        task?.reject(new Failure("InternalError", {}, { cause: word.error }));
        break;
      default:
        assertNever(word);
    }
    if (this.#retired && this.pending === 0) this.kill();
  }

  #take(id: number): PromiseWithResolvers<TaskResult> | undefined {
    const task = this.#pending.get(id);
    this.#pending.delete(id);
    return task;
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
