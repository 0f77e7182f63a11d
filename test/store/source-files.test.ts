import { access, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { ListedObject } from "../../src/service/ports.js";
import { SourceFiles } from "../../src/store/oss/source-files.js";

const never = new AbortController().signal;
const objectOf = (key: string, byteSize = 10): ListedObject => ({
  bucket: parseBucketName("photos"),
  key: parseObjectKey(key),
  version: "1",
  etag: "E",
  byteSize,
  type: "Normal",
  lastModified: 0,
});

let folder: string;
let files: SourceFiles;
let fetched: { key: string; signal: AbortSignal; arrive(): void; fail(error: Error): void }[];
let isCurrent: boolean;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-sources-"));
  fetched = [];
  isCurrent = true;
  files = new SourceFiles({
    fetch: ({ key }, signal) =>
      new Promise((resolve, reject) => {
        const path = join(folder, `${fetched.length}`);
        const arrive = () => void writeFile(path, key).then(() => resolve(path));
        signal.addEventListener("abort", () => reject(signal.reason));
        fetched.push({ key, signal, arrive, fail: reject });
      }),
    isCurrent: async () => isCurrent,
    keptBytes: 25,
  });
});
afterEach(async () => {
  await files.close();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
const fetchNow = async (key: string, byteSize?: number) => {
  const held = files.hold(objectOf(key, byteSize), never);
  fetched.at(-1)?.arrive();
  return (await held)!;
};

test("who asks for the same at one time gets the same file, fetched once, until the last lets go", async () => {
  const asked = [files.hold(objectOf("a"), never), files.hold(objectOf("a"), never)];
  expect(fetched).toHaveLength(1);
  fetched[0]?.arrive();
  const [one, two] = await Promise.all(asked);
  expect(one?.path).toBe(two?.path);
  await one?.release();
  await one?.release();
  await access(two!.path);
  await two?.release();
});

test("who asks next gets it still, while the object is as it was", async () => {
  const first = await fetchNow("a");
  await first.release();
  const second = await files.hold(objectOf("a"), never);
  expect(second?.path).toBe(first.path);
  expect(fetched).toHaveLength(1);
  isCurrent = false;
  expect(await files.hold(objectOf("a"), never)).toBeUndefined();
  // Whoever holds it keeps it.
  await access(second!.path);
  await second?.release();
  await expect(access(second!.path)).rejects.toThrow();
});

test("the longest unused goes when too much is kept", async () => {
  for (const key of ["a", "b"]) await (await fetchNow(key)).release();
  await (await files.hold(objectOf("a"), never))!.release();
  await (await fetchNow("c")).release();
  expect((await readdir(folder)).sort()).toEqual(["0", "2"]);
  const large = await fetchNow("d", 100);
  expect(await readdir(folder)).toHaveLength(3);
  await large.release();
  expect(await readdir(folder)).toEqual([]);
});

test("one that is taken while others are removed stays", async () => {
  const objects = ["a", "b"].map((key) => objectOf(key));
  for (const { key } of objects) await (await fetchNow(key)).release();
  const large = await fetchNow("c", 100);
  const leaving = large.release();
  // The first is on its way out by now; the second is next.
  const held = (await files.hold(objects[1]!, never))!;
  await leaving;
  await access(held.path);
  await held.release();
});

test("one who leaves does not end it for the others; the last one does", async () => {
  const [stopOne, stopTwo] = [new AbortController(), new AbortController()];
  const [one, two] = [files.hold(objectOf("a"), stopOne.signal), files.hold(objectOf("a"), stopTwo.signal)];
  stopOne.abort(new Error("left"));
  await expect(one).rejects.toThrow("left");
  expect(fetched[0]?.signal.aborted).toBe(false);
  stopTwo.abort(new Error("left too"));
  await expect(two).rejects.toThrow("left too");
  expect(fetched[0]?.signal.aborted).toBe(true);
  // The next one starts anew.
  await (await fetchNow("a")).release();
  expect(fetched).toHaveLength(2);
});

test("a failure is everybody's who waits, and nobody's after", async () => {
  const asked = [files.hold(objectOf("a"), never), files.hold(objectOf("a"), never)];
  fetched[0]?.fail(new Error("broken"));
  for (const each of await Promise.allSettled(asked)) expect(each).toMatchObject({ reason: { message: "broken" } });
  await (await fetchNow("a")).release();
});

test("what is held when it closes stays until it is released", async () => {
  const held = await fetchNow("a");
  await files.close();
  await access(held.path);
  await held.release();
});
