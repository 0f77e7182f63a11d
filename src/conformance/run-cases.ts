import { cases as allCases, type ConformanceCase } from "./cases.js";
import { type Comparison, compareOutcomes } from "./compare-outcomes.js";
import type { Look, Side } from "./side.js";
import { type ConformanceSource, type SourceName, sources } from "./sources.js";

export interface ConformanceUse {
  readonly here: Side;
  readonly there: Side;
  /** The content of a sample, by file name. */
  sample(name: string): Promise<Buffer>;
  /** What a sample becomes by a process string, for sources that are made of one. */
  make(sample: Buffer, process: string, signal: AbortSignal): Promise<Buffer>;
  /** Looks at two results, and compares their pixels. Throws what damaged images throw. */
  look(a: Buffer, b: Buffer, signal: AbortSignal): Promise<Look>;
}

export interface ConformanceResult extends Comparison {
  /** Name of the source; `absent.jpg` for one that there is not. */
  readonly source: string;
  /** As `here` was asked. */
  readonly process: string;
}

/**
 * Puts the sources on both sides, asks both for every case, one after the other, and removes the sources again, also after
 * trouble. Results come in the order of the cases. Throws what the sides throw, also when sources could not be removed.
 */
export async function* runCases(
  use: ConformanceUse,
  signal: AbortSignal,
  cases: readonly ConformanceCase[] = allCases,
): AsyncGenerator<ConformanceResult> {
  const { here, there } = use;
  let cleared: readonly PromiseSettledResult<void>[] = [];
  try {
    await putSources(use, signal);
    for (const each of cases) yield await runCase(use, each, signal);
  } finally {
    // What was put goes, whatever the signal says.
    const patience = AbortSignal.timeout(60_000);
    cleared = await Promise.allSettled([here.clear(patience), there.clear(patience)]);
  }
  for (const each of cleared) if (each.status === "rejected") throw each.reason;
}

async function putSources({ here, there, sample, make }: ConformanceUse, signal: AbortSignal): Promise<void> {
  for (const source of Object.values<ConformanceSource>(sources)) {
    const { name, text, process } = source;
    const original = await sample(source.sample);
    const bytes =
      text !== undefined ? Buffer.from(text) : process === undefined ? original : await make(original, process, signal);
    await Promise.all([here.put(name, bytes, signal), there.put(name, bytes, signal)]);
  }
}

async function runCase(
  { here, there, look }: ConformanceUse,
  { source, process, minSsim }: ConformanceCase,
  signal: AbortSignal,
): Promise<ConformanceResult> {
  const name = source === "absent" ? "absent.jpg" : sources[source].name;
  const ask = (side: Side) => {
    const keyOf = (mark: SourceName) => side.keyOf(sources[mark].name);
    return side.process(side.keyOf(name), process(keyOf), signal);
  };
  const [a, b] = await Promise.all([ask(here), ask(there)]);
  const comparison = await compareOutcomes(a, b, { minSsim, look: (a, b) => look(a, b, signal) });
  return { source: name, process: process((mark) => sources[mark].name), ...comparison };
}
