import { performance } from "node:perf_hooks";
import { Failure } from "../base/failure.js";
import type { Engine } from "../service/ports.js";

/** How one piece of pixel work ended. */
export interface RenderFacts {
  /** `done`, `aborted`, or the code of the failure; `bug` for anything else that was thrown. */
  readonly outcome: string;
  /** Waiting included. */
  readonly seconds: number;
}

/** The same engine; `observe` hears of every render, analysis and comparison. */
export function measuredEngine(engine: Engine, observe: (facts: RenderFacts) => void): Engine {
  const measured = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const ended = (outcome: string) => observe({ outcome, seconds: (performance.now() - startedAt) / 1000 });
    try {
      const result = await work();
      if (result !== false) ended("done");
      return result;
    } catch (error) {
      ended(error instanceof Failure ? error.code : signal.aborted ? "aborted" : "bug");
      throw error;
    }
  };
  const { save, compare } = engine;
  return {
    name: engine.name,
    capabilities: engine.capabilities,
    fingerprintOf: (pipeline) => engine.fingerprintOf(pipeline),
    inspect: (source, signal) => engine.inspect(source, signal),
    analyse: (source, header, signal, choice) => measured(signal, () => engine.analyse(source, header, signal, choice)),
    explain: (pipeline, header, marks) => engine.explain(pipeline, header, marks),
    render: (job, signal) => measured(signal, () => engine.render(job, signal)),
    // Nothing was rendered where it says false.
    ...(save && { save: (job, target, signal) => measured(signal, () => save(job, target, signal)) }),
    ...(compare && { compare: (images, options, signal) => measured(signal, () => compare(images, options, signal)) }),
    check: (signal) => engine.check(signal),
    close: () => engine.close(),
  };
}
