import { Failure } from "../../../base/failure.js";
import { PixelProcess, type PixelProcessOptions } from "./pixel-process.js";

/** A process is replaced after so many tasks, or when it holds on to so much memory: what fragments or leaks goes with it. */
const maxTasks = 2000;
const maxIdleBytes = 320 * 2 ** 20;

/** Where one process after another works, on one job at a time. */
export interface Place<Job> {
  process?: PixelProcess | undefined;
  job?: Job | undefined;
}

/** A fixed number of places; each gets a process when it is first needed and another one when that has gone. */
export class Places<Job> {
  readonly #options: PixelProcessOptions;
  readonly #places: readonly Place<Job>[];
  readonly #alive = new Set<PixelProcess>();
  #closed = false;

  constructor(count: number, options: PixelProcessOptions) {
    this.#options = options;
    this.#places = Array.from({ length: count }, () => ({}));
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Processes that run. */
  get alive(): number {
    return this.#alive.size;
  }

  /** The jobs that are worked on. */
  get jobs(): Job[] {
    return this.#places.flatMap(({ job }) => job ?? []);
  }

  free(): Place<Job> | undefined {
    return this.#places.find(({ job }) => !job);
  }

  of(job: Job): Place<Job> | undefined {
    return this.#places.find((place) => place.job === job);
  }

  leastBusy(): Place<Job> {
    const pending = ({ process }: Place<Job>) => process?.pending ?? 0;
    return this.#places.reduce((best, place) => (pending(place) < pending(best) ? place : best));
  }

  /** The place's process, started if need be. Throws ServiceUnavailable once closed. */
  processOf(place: Place<Job>): PixelProcess {
    if (place.process?.usable) return place.process;
    if (this.#closed) throw new Failure("ServiceUnavailable", { reason: "the engine is closed", retryAfterSeconds: 1 });
    const process = new PixelProcess(this.#options);
    this.#alive.add(process);
    void process.ended.then(() => this.#alive.delete(process));
    place.process = process;
    return process;
  }

  /** Resolves when every place has a process that can work; rejects with ProcessEnded. */
  async ready(): Promise<void> {
    await Promise.all(this.#places.map((place) => this.processOf(place).ready));
  }

  /** Ends the process in the middle of its work. The next job need not wait for the start of another one. */
  kill(place: Place<Job>): void {
    place.process?.kill();
    this.#refill(place);
  }

  /** A process whose task will not end goes as soon as no job is lost with it. */
  condemn(place: Place<Job>, process: PixelProcess): void {
    process.condemned = true;
    if (place.process === process && place.job) return;
    process.kill();
    this.#refill(place);
  }

  /** Between two jobs: a condemned or worn process makes room for another one. */
  renew(place: Place<Job>): void {
    const { process } = place;
    if (process?.condemned) process.kill();
    else if (process && (process.tasksDone >= maxTasks || process.rssBytes > maxIdleBytes)) process.retire();
    this.#refill(place);
  }

  /** Ends every process and waits until they are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const process of this.#alive) process.kill();
    await Promise.all([...this.#alive].map(({ ended }) => ended));
  }

  #refill(place: Place<Job>): void {
    if (!this.#closed) this.processOf(place);
  }
}
