import type { Clock } from "../../base/clock.js";
import type { Log } from "../../base/log.js";
import type { Catalog, Store } from "../../service/ports.js";

export interface StaleUploadsUse {
  readonly catalog: Pick<Catalog, "listStaleUploads">;
  readonly abortUpload: Store["abortUpload"];
  readonly clock: Clock;
  readonly log: Log;
  /** An upload that was started longer ago is aborted. */
  readonly lifetimeMs: number;
}

/** How often it is looked for them. */
const everyMs = 3_600_000;

/** Aborts uploads that nobody ended, now and every hour, until the returned function is called and what it had begun is done. */
export function removeStaleUploads({ catalog, abortUpload, clock, log, lifetimeMs }: StaleUploadsUse): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const next = (before: number) => catalog.listStaleUploads(before, 100);
  let running = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, everyMs);
  // A process that has nothing else to do may end.
  timer.unref();

  async function look(): Promise<void> {
    let aborted = 0;
    try {
      const before = clock.now() - lifetimeMs;
      for (let found = await next(before); found.length > 0; found = await next(before))
        for (const upload of found) if (await abortUpload(upload, stopping.signal)) aborted++;
    } catch (error) {
      if (!stopping.signal.aborted) log.error("stale uploads not removed", { error });
    }
    if (aborted > 0) log.info("stale uploads removed", { uploads: aborted });
  }

  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
