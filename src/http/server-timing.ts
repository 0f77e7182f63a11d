import type { ResultStory } from "../service/service.js";

/** `plan;dur=0.4, queue;dur=0.0, …, cache;desc="miss"`, milliseconds; for what was kept from before only the last. */
export function serverTiming({ cache, timings }: ResultStory): string {
  const { planMs, queueMs, sourceMs, renderMs, encodeMs } = timings ?? {};
  const spent = { plan: planMs, queue: queueMs, source: sourceMs, render: renderMs, encode: encodeMs };
  const parts = Object.entries(spent).flatMap(([name, ms]) => (ms === undefined ? [] : `${name};dur=${ms.toFixed(1)}`));
  return [...parts, `cache;desc="${cache}"`].join(", ");
}
