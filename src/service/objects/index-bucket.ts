import { setTimeout as wait } from "node:timers/promises";
import type { BucketName } from "../../base/bucket-name.js";
import type { Clock } from "../../base/clock.js";
import { Failure, isFailure } from "../../base/failure.js";
import type { ImageIndex, ImageTally, ListedObject, Walks } from "../ports.js";
import { type DescribeUse, describeObject } from "../rendering/describe-object.js";

export interface IndexBucketUse extends DescribeUse {
  readonly images: ImageIndex;
  /** Absent where the store itself keeps the index of its objects. */
  readonly walks?: Walks | undefined;
  readonly clock: Clock;
}

/** The keys of a bucket that begin with the prefix; empty for all. */
export interface IndexedRange {
  readonly bucket: BucketName;
  readonly prefix: string;
}

/** How far it has come. */
export interface IndexProgress {
  /** Objects of the listing that were passed, by this run. */
  readonly listed: number;
  /** Objects whose headers were read, by this run. */
  readonly looked: number;
  readonly failed: number;
}

export interface IndexReport extends IndexProgress, ImageTally {
  /** Objects that were known and are there no more. */
  readonly removed: number;
  /** The first of those that failed. */
  readonly failures: readonly { readonly key: string; readonly failure: Failure }[];
}

/** Entries of one page of the listing, and of what is to be looked at. */
const pageSize = 1000;
/** Headers that are read at the same time. */
const atOnce = 16;
/** How often an object is tried that cannot be read just now. */
const maxTries = 3;
const maxFailuresTold = 100;
/** A walk that was broken off longer ago is begun anew: what it passed has changed since. */
const resumeWithinMs = 24 * 3_600_000;

/**
 * Makes the index of a bucket complete: walks through the listing of a store that keeps none, then looks at everything that nobody has
 * looked at. Broken off at any moment, the next run goes on from there. Yields after each page; throws NoSuchBucket, and what
 * the store throws when it answers nothing any more.
 */
export async function* indexBucket(
  use: IndexBucketUse,
  range: IndexedRange,
  signal: AbortSignal,
): AsyncGenerator<IndexProgress, IndexReport> {
  if (!(await use.store.findBucket(range.bucket, signal))) throw new Failure("NoSuchBucket", { bucket: range.bucket });
  const counts = { listed: 0, looked: 0, removed: 0, failed: 0 };
  const walk = await use.walks?.begin(range, walkTimes(use.clock));
  if (walk && use.walks) {
    let at = walk;
    for (let isMore = true; isMore; ) {
      const listedAt = use.clock.now();
      const { objects, next } = await use.store.list(
        { ...range, limit: pageSize, ...(at.behind !== undefined && { after: at.behind }) },
        signal,
      );
      const passed = await use.walks.pass(at, { objects, listedAt, ...(next !== undefined && { next }) });
      at = passed.walk;
      counts.removed += passed.removed;
      counts.listed += objects.length;
      isMore = next !== undefined;
      yield counts;
    }
  }

  const failures: { key: string; failure: Failure }[] = [];
  let behind: string | undefined;
  for (;;) {
    const unseen = await use.images.unseen({ ...range, ...(behind !== undefined && { after: behind }) }, pageSize);
    const last = unseen.at(-1);
    if (!last) break;
    behind = last.key;
    const failed = await lookAtAll(use, unseen, signal);
    counts.looked += unseen.length - failed.length;
    counts.failed += failed.length;
    failures.push(...failed.slice(0, maxFailuresTold - failures.length));
    yield counts;
    const [first] = failed;
    // Nothing of a whole page can be had: it is not the objects.
    if (first && failed.length === unseen.length && unseen.length > atOnce) throw first.failure;
  }
  if (walk) await use.walks?.end(walk);
  return { ...counts, ...(await use.images.tally(range)), failures };
}

function walkTimes(clock: Clock): { now: number; since: number } {
  const now = clock.now();
  return { now, since: now - resumeWithinMs };
}

/** Those that could not be looked at. When one look breaks, the others are broken off, and have ended before it throws. */
async function lookAtAll(
  use: IndexBucketUse,
  objects: readonly ListedObject[],
  signal: AbortSignal,
): Promise<{ key: string; failure: Failure }[]> {
  const failed: { key: string; failure: Failure }[] = [];
  // All take from the same list, so that none waits for a slow one.
  const rest = objects.values();
  const over = new AbortController();
  const takeFromRest = async () => {
    const wanted = AbortSignal.any([signal, over.signal]);
    for (const object of rest) {
      const failure = await look(use, object, wanted);
      if (failure) failed.push({ key: object.key, failure });
    }
  };
  const looking = Array.from({ length: atOnce }, takeFromRest);
  try {
    await Promise.all(looking);
  } finally {
    over.abort();
    await Promise.allSettled(looking);
  }
  return failed;
}

/** What keeps the object from being looked at; what the look finds, damage too, is kept with the object. */
async function look(use: IndexBucketUse, listed: ListedObject, signal: AbortSignal): Promise<Failure | undefined> {
  let object: ListedObject | undefined = listed;
  for (let tries = 1; object; tries++) {
    try {
      await describeObject(use)(object, { caller: { kind: "admin" }, signal });
      return undefined;
    } catch (error) {
      if (!(error instanceof Failure) || signal.aborted) throw error;
      if (isSeen(error)) return undefined;
      if (!(isFailure(error, "ServiceUnavailable") || isFailure(error, "NoSuchKey")) || tries === maxTries)
        return error;
      if (isFailure(error, "ServiceUnavailable"))
        await wait(error.details.retryAfterSeconds * 1000, undefined, { signal });
      // It may have been replaced, which is what was wrong; or have gone: a store that finds nothing has it out of the index.
      object = await use.store.find(listed, signal);
    }
  }
  return undefined;
}

/** It is no image, or cannot be read: that is known now. */
function isSeen({ code }: Failure): boolean {
  return code === "BadRequest" || code === "ImageDamage" || code === "ImageTooLarge";
}
