import type { Cost } from "../planner/cost.js";

/** A piece of work that is waiting or running. */
export interface Ahead {
  readonly cost: Cost;
  /** ms that it has run. */
  readonly ranMs: number;
  /** ms after which it is given up. */
  readonly leftMs: number;
}

/** Predictions were measured on another machine; so far from them this one is believed to be. */
const slowest = 10;
const fastest = 0.1;

/** How long work would wait, from what the work ahead of it is predicted to take and how predictions did so far. */
export class Forecast {
  readonly #children: number;
  readonly #memoryBytes: number;
  /** What work took by what it was predicted to take, the last ones counting most. */
  #pace = 1;

  constructor({ children, memoryBytes }: { readonly children: number; readonly memoryBytes: number }) {
    this.#children = children;
    this.#memoryBytes = memoryBytes;
  }

  /** ms until what is ahead is done: its time shared among the processes, or its time and memory within the budget, whichever is longer. */
  waitMs(ahead: readonly Ahead[]): number {
    let time = 0;
    let timeAndMemory = 0;
    for (const { cost, ranMs, leftMs } of ahead) {
      const ms = Math.max(0, Math.min(cost.milliseconds * this.#pace - ranMs, leftMs));
      time += ms;
      timeAndMemory += ms * cost.peakBytes;
    }
    return Math.max(time / this.#children, timeAndMemory / this.#memoryBytes);
  }

  /** Work was done. */
  learn({ milliseconds }: Cost, tookMs: number): void {
    const ratio = Math.min(slowest, Math.max(fastest, tookMs / milliseconds));
    this.#pace += (ratio - this.#pace) / 10;
  }

  /** Work was ended undone: it tells something only where it ran longer than was believed. */
  learnUndone(cost: Cost, ranMs: number): void {
    if (ranMs > cost.milliseconds * this.#pace) this.learn(cost, ranMs);
  }
}
