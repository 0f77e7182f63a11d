import { Failure } from "../../base/failure.js";
import type { Engine } from "../../service/ports.js";
import { costOfComparison } from "./planner/cost.js";
import { Gate } from "./pool/gate.js";
import { inTime } from "./pool/in-time.js";
import type { PixelPool } from "./pool/pixel-pool.js";
import { withSpooled } from "./with-spooled.js";

export interface CompareUse {
  readonly pool: PixelPool;
  /** Holds the files of those that are compared; `prefix` begins their names. */
  readonly folder: string;
  readonly prefix: string;
  /** Pixel processes. */
  readonly children: number;
  /** Longest time from asking to answer. */
  readonly deadlineMs: number;
}

/** Comparisons a process that hold files, running or about to; the images of the others stay where they are. */
const filesAhead = 2;

/** Compares finished images in pixel processes, as `Engine.compare` says. */
export function createCompare({
  pool,
  folder,
  prefix,
  children,
  deadlineMs: limitMs,
}: CompareUse): NonNullable<Engine["compare"]> {
  const gate = new Gate(children * filesAhead);
  return async (images, { heatMapSide }, signal) => {
    signal.throwIfAborted();
    const cost = costOfComparison(images);
    pool.admit(cost);
    const over = new AbortController();
    const wanted = AbortSignal.any([signal, over.signal]);
    let hasTurn = false;
    const comparing = gate.pass(() => {
      // Whoever has left has closed the images.
      wanted.throwIfAborted();
      hasTurn = true;
      return withSpooled(images, { folder, prefix }, wanted, async ([a, b]) => {
        const { result } = await pool.render({ kind: "compare", images: [a!, b!], heatMapSide }, cost, wanted);
        if (result.kind !== "comparison") throw new TypeError(`expected a comparison, got ${result.kind}`);
        return result.comparison;
      });
    });
    const late = () =>
      hasTurn
        ? new Failure("DeadlineExceeded", { limitMs })
        : new Failure("ServiceUnavailable", { reason: "the work waited too long", retryAfterSeconds: 1 });
    try {
      return await inTime(comparing, { limitMs, signal, late });
    } finally {
      over.abort();
    }
  };
}
