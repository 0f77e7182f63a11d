import type { BucketName } from "../../base/bucket-name.js";
import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import type { Log } from "../../base/log.js";
import type { CompletedUploads, Store } from "../ports.js";
import { isStagedKey, stagedPrefix } from "./upload-name.js";

export interface SweepStagedUse {
  readonly store: Pick<Store, "listBuckets" | "list" | "deleteMany" | "listUploads" | "abortUpload">;
  readonly completedUploads: Pick<CompletedUploads, "forgetBefore">;
  readonly clock: Clock;
  readonly log: Log;
  /** What has waited longer, nobody comes for any more. */
  readonly lifetimeMs: number;
}

/** How often it is looked for them. */
const everyMs = 3_600_000;
/** Entries of one page. */
const pageSize = 1000;

/**
 * Removes what waits to be looked at and was left, by a process that was killed for one: objects and uploads with staged names, and
 * no others. Nor is it remembered longer what uploads became. Now and every hour, until `stop` is called and what had begun is done. Trouble is logged, and tried again then.
 */
export function sweepStaged({ store, completedUploads, clock, log, lifetimeMs }: SweepStagedUse): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running = sweep();
  const timer = setInterval(() => {
    running = running.then(sweep);
  }, everyMs);
  // A process that has nothing else to do may end.
  timer.unref();

  async function sweep(): Promise<void> {
    const before = clock.now() - lifetimeMs;
    let swept = 0;
    try {
      await completedUploads.forgetBefore(before);
      for (let after: string | undefined = ""; after !== undefined; ) {
        const page: Awaited<ReturnType<Store["listBuckets"]>> = await store.listBuckets({ after, limit: 100 }, signal);
        for (const { name } of page.buckets) swept += await sweepBucket(name, before);
        after = page.next;
      }
    } catch (error) {
      // A key for some buckets only may not list them all: then the storage's own rules have to do it.
      if (!signal.aborted) log[isRefusal(error) ? "debug" : "warn"]("staged objects not swept", { error });
    }
    if (swept > 0) log.info("staged objects swept", { swept });
  }

  /** How many there were. A bucket that this gateway may not look into, or that has just gone, has none of its. */
  async function sweepBucket(bucket: BucketName, before: number): Promise<number> {
    try {
      return (await sweepObjects(bucket, before)) + (await sweepUploads(bucket, before));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      log.debug("bucket not swept", { bucket, error });
      return 0;
    }
  }

  async function sweepObjects(bucket: BucketName, before: number): Promise<number> {
    let swept = 0;
    for (let after: string | undefined = ""; after !== undefined; ) {
      const query = { bucket, prefix: stagedPrefix, limit: pageSize, ...(after !== "" && { after }) };
      const { objects, next } = await store.list(query, signal);
      const old = objects.filter(({ key, lastModified }) => lastModified < before && isStagedKey(key));
      const keys = old.map(({ key }) => key);
      if (keys.length > 0) await store.deleteMany(bucket, keys, signal);
      swept += keys.length;
      after = next;
    }
    return swept;
  }

  async function sweepUploads(bucket: BucketName, before: number): Promise<number> {
    let swept = 0;
    for (let isMore = true, after: { readonly key: string; readonly id?: string } = { key: "" }; isMore; ) {
      const query = { bucket, prefix: stagedPrefix, limit: pageSize, ...(after.key !== "" && { after }) };
      const { uploads, next } = await store.listUploads(query, signal);
      for (const upload of uploads)
        if (upload.initiatedAt < before && isStagedKey(upload.key) && (await store.abortUpload(upload, signal)))
          swept++;
      isMore = next !== undefined;
      after = next ?? after;
    }
    return swept;
  }

  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof Failure && error.status < 500;
}
