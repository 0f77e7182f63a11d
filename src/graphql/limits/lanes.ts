import { unlessAborted } from "../../base/unless-aborted.js";

interface CallersLanes {
  free: number;
  /** Each lets in one that waits. */
  readonly waiting: Set<() => void>;
}

/** Lets so many pieces of work of one caller run at the same time; the others wait, in the order in which they came. */
export class Lanes {
  readonly #callers = new Map<string, CallersLanes>();

  constructor(private readonly width: number) {}

  /** Resolves when there is a lane; what it answers gives it back, once. Throws the signal's reason. */
  async enter(caller: string, signal: AbortSignal): Promise<() => void> {
    const lanes = this.#callers.get(caller) ?? { free: this.width, waiting: new Set() };
    this.#callers.set(caller, lanes);
    let isIn = true;
    const leave = () => {
      if (isIn) this.#passOn(caller, lanes);
      isIn = false;
    };
    if (lanes.free > 0) lanes.free -= 1;
    else await waitIn(lanes, leave, signal);
    return leave;
  }

  /** To the next one at once, so that nobody gets in between. */
  #passOn(caller: string, lanes: CallersLanes): void {
    const [next] = lanes.waiting;
    if (next) next();
    else {
      lanes.free += 1;
      if (lanes.free === this.width) this.#callers.delete(caller);
    }
  }
}

async function waitIn({ waiting }: CallersLanes, leave: () => void, signal: AbortSignal): Promise<void> {
  let letIn = () => {};
  const turn = new Promise<void>((resolve) => {
    letIn = () => {
      waiting.delete(letIn);
      resolve();
    };
  });
  waiting.add(letIn);
  try {
    await unlessAborted(turn, signal);
  } catch (error) {
    // Whoever was let in while leaving has a lane to give back.
    if (!waiting.delete(letIn)) leave();
    throw error;
  }
}
