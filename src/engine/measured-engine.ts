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

/** The same engine; `observe` hears of every render. */
export function measuredEngine(engine: Engine, observe: (facts: RenderFacts) => void): Engine {
  return {
    name: engine.name,
    // Asked for only when needed: an engine may have to read its fonts for it.
    get fingerprint() {
      return engine.fingerprint;
    },
    capabilities: engine.capabilities,
    inspect: (source, signal) => engine.inspect(source, signal),
    analyse: (source, header, signal) => engine.analyse(source, header, signal),
    explain: (pipeline, header, marks) => engine.explain(pipeline, header, marks),
    check: (signal) => engine.check(signal),
    close: () => engine.close(),
    async render(job, signal) {
      const startedAt = performance.now();
      const ended = (outcome: string) => observe({ outcome, seconds: (performance.now() - startedAt) / 1000 });
      try {
        const rendered = await engine.render(job, signal);
        ended("done");
        return rendered;
      } catch (error) {
        ended(error instanceof Failure ? error.code : signal.aborted ? "aborted" : "bug");
        throw error;
      }
    },
  };
}
