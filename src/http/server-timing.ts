import type { Timings } from "../service/ports.js";

/** `plan;dur=0.4, queue;dur=0.0, …`, milliseconds. Nothing here is kept between requests, which `cache` says. */
export function serverTiming(timings: Timings): string {
  const { planMs, queueMs, sourceMs, renderMs, encodeMs } = timings;
  const spent = { plan: planMs, queue: queueMs, source: sourceMs, render: renderMs, encode: encodeMs };
  return [...Object.entries(spent).map(([name, ms]) => `${name};dur=${ms.toFixed(1)}`), 'cache;desc="none"'].join(", ");
}
