import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { openFolder } from "./open-folder.js";
import { at, bucket, never, plain } from "./suite-use.js";

const hour = 3_600_000;

let root: string;
let count = 0;
const freshFolder = () => join(root, String(count++));
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "imgraph-stale-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));
afterEach(() => {
  vi.useRealTimers();
});

const blobs = async (dataDir: string) => {
  const files = await readdir(join(dataDir, "objects"), { recursive: true, withFileTypes: true });
  return files.filter((each) => each.isFile()).length;
};

test("a start aborts uploads that are older than their lifetime, and their parts' files go", async () => {
  const dataDir = freshFolder();
  let now = 0;
  const options = { clock: { now: () => now }, uploadLifetimeMs: 24 * hour };
  const first = await openFolder(dataDir, options);
  await first.store.createBucket(bucket, undefined, never);
  // More than are looked for at a time.
  for (let i = 0; i < 150; i++) await first.store.startUpload(at(`old ${i}`), plain, never);
  const old = await first.store.startUpload(at("old"), plain, never);
  await first.store.putPart(old, 1, Readable.from(["old"]), {}, never);
  now = hour;
  const young = await first.store.startUpload(at("young"), plain, never);
  await first.store.putPart(young, 1, Readable.from(["young"]), {}, never);
  await first.close();
  expect(await blobs(dataDir)).toBe(2);

  now = 24 * hour + 1;
  const second = await openFolder(dataDir, options);
  expect(await second.uploadsRemoved).toEqual({ uploads: 151 });
  const { uploads } = await second.store.listUploads({ bucket, limit: 1000 }, never);
  expect(uploads.map(({ key }) => key)).toEqual(["young"]);
  expect(await blobs(dataDir)).toBe(1);
  expect(await second.store.completeUpload(young, { parts: "all" }, never)).toMatchObject({ byteSize: 5 });
  await second.close();
});

test("while it runs the store looks every hour", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let now = 0;
  const { store, uploadsRemoved, close } = await openFolder(freshFolder(), {
    clock: { now: () => now },
    uploadLifetimeMs: 24 * hour,
  });
  await store.createBucket(bucket, undefined, never);
  const upload = await store.startUpload(at("a"), plain, never);
  now = 24 * hour;
  await vi.advanceTimersByTimeAsync(hour);
  expect(await store.findUpload(at("a"), upload.id, never)).toBeDefined();
  now += 1;
  await vi.advanceTimersByTimeAsync(hour);
  expect(await uploadsRemoved).toEqual({ uploads: 1 });
  expect(await store.findUpload(at("a"), upload.id, never)).toBeUndefined();
  await close();
  expect(vi.getTimerCount()).toBe(0);
});
