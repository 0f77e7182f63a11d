import { Readable } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { Failure } from "../../src/base/failure.js";
import { type Log, silentLog } from "../../src/base/log.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { sweepStaged } from "../../src/service/intake/sweep-staged.js";
import { stagedName } from "../../src/service/intake/upload-name.js";
import type { ObjectRef } from "../../src/service/ports.js";
import { memoryCompletedUploads } from "../support/memory-completed-uploads.js";
import { memoryStore } from "../support/memory-store.js";

const bucket = parseBucketName("photos");
const never = new AbortController().signal;
const target: ObjectRef = { bucket, key: parseObjectKey("a.jpg") };
const plain = { contentType: "image/png", metadata: {} };
const hour = 3_600_000;
afterEach(() => {
  vi.useRealTimers();
});

/** A store in memory, where all was written at 0, and a log. */
async function left(keys: readonly ObjectRef[]) {
  const store = memoryStore();
  await store.createBucket(bucket, undefined, never);
  for (const at of keys) await store.put(at, Readable.from(["bytes"]), plain, never);
  const lines: string[] = [];
  const note = (event: string) => void lines.push(event);
  const log: Log = { ...silentLog, info: note, warn: note };
  const present = async () => (await store.list({ bucket, limit: 1000 }, never)).objects.map(({ key }) => key);
  return { store, completedUploads: memoryCompletedUploads(), log, lines, present };
}

const own = (key: string): ObjectRef => ({ bucket, key: parseObjectKey(key) });

test("what was left goes when its time is over, and nothing else", async () => {
  const old = own(".imgraph/uploads/0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a");
  const others = [".imgraph/uploads/a.jpg", "a.jpg", `x/${stagedName(target).key}`];
  const { store, completedUploads, log, lines, present } = await left([stagedName(target), ...others.map(own), old]);
  await store.startUpload(stagedName(target), plain, never);
  await store.startUpload(own("a.jpg"), plain, never);
  const completed = { staged: old, etag: "E", completedAt: 0 };
  await completedUploads.keep(completed);
  await sweepStaged({ store, completedUploads, log, clock: { now: () => hour }, lifetimeMs: hour }).stop();
  expect(await completedUploads.find(old)).toEqual(completed);
  expect(await present()).toHaveLength(5);

  const sweep = sweepStaged({ store, completedUploads, log, clock: { now: () => hour + 1 }, lifetimeMs: hour });
  await vi.waitFor(() => expect(lines).toEqual(["staged objects swept"]));
  await sweep.stop();
  expect((await present()).sort()).toEqual([...others].sort());
  expect(await completedUploads.find(old)).toBeUndefined();
  const { uploads } = await store.listUploads({ bucket, limit: 1000 }, never);
  expect(uploads.map(({ key }) => key)).toEqual(["a.jpg"]);
});

test("it is looked for again every hour, and trouble does not end that", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { store, completedUploads, log, lines, present } = await left([stagedName(target)]);
  let now = 0;
  let isDown = true;
  const failing: typeof store.listBuckets = async (...given) => {
    if (isDown) throw new Failure("ServiceUnavailable", { reason: "down", retryAfterSeconds: 1 });
    return store.listBuckets(...given);
  };
  const use = {
    store: { ...store, listBuckets: failing },
    completedUploads,
    log,
    clock: { now: () => now },
    lifetimeMs: hour,
  };
  const sweep = sweepStaged(use);
  await vi.waitFor(() => expect(lines).toEqual(["staged objects not swept"]));
  isDown = false;
  now = hour + 1;
  vi.advanceTimersByTime(hour);
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  expect(await present()).toEqual([]);
  await sweep.stop();
});

test("a bucket that may not be looked into keeps no other from being swept", async () => {
  const { store, completedUploads, log, lines, present } = await left([stagedName(target)]);
  await store.createBucket(parseBucketName("another"), undefined, never);
  const list: typeof store.list = async (query, signal) => {
    if (query.bucket !== bucket) throw new Failure("AccessDenied", { reason: "not yours" });
    return store.list(query, signal);
  };
  const use = { store: { ...store, list }, completedUploads, log, clock: { now: () => hour }, lifetimeMs: 0 };
  const sweep = sweepStaged(use);
  await vi.waitFor(() => expect(lines).toEqual(["staged objects swept"]));
  await sweep.stop();
  expect(await present()).toEqual([]);
});
