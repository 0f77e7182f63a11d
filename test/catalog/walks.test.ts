import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { Catalog, Inspection, ListedObject } from "../../src/service/ports.js";
import { bucket, recordOf } from "./records.js";

let folder: string;
let catalog: Catalog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-walks-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
let count = 0;
beforeEach(async () => {
  catalog = await createLibsqlCatalog({ path: join(folder, String(count++), "catalog.db") });
  onTestFinished(() => catalog.close());
});

const listed = (key: string, version = "1"): ListedObject => ({ ...recordOf(key), version });
const words: Inspection = { state: "not-image", reason: "words" };
const times = { now: 100, since: 0 };
const whole = { bucket, prefix: "" };

/** Keys of what nobody has looked at, which here is everything. */
const unseen = async (prefix = "") =>
  (await catalog.listedImages.unseen({ bucket, prefix }, 1000)).map(({ key, version }) => `${key} ${version}`);

test("a walk finds what there is, and what has gone since the one before", async () => {
  const { walks } = catalog;
  const first = await walks.begin(whole, times);
  expect(first).toEqual({ ...whole, begunAt: 100 });
  const half = await walks.pass(first, { objects: [listed("a"), listed("b")], next: "b", listedAt: 101 });
  expect(half).toEqual({ walk: { ...first, behind: "b" }, removed: 0 });
  const end = await walks.pass(half.walk, { objects: [listed("c"), listed("d")], listedAt: 102 });
  expect(await catalog.listedImages.places(bucket)).toEqual([]);
  await walks.end(end.walk);
  expect(await catalog.listedImages.places(bucket)).toEqual([{ prefix: "", indexedAt: 100 }]);
  expect(await unseen()).toEqual(["a 1", "b 1", "c 1", "d 1"]);

  const second = await walks.begin(whole, { now: 200, since: 0 });
  expect(second).toEqual({ ...whole, begunAt: 200 });
  expect(await catalog.listedImages.places(bucket)).toEqual([{ prefix: "", indexedAt: 100 }]);
  const one = await walks.pass(second, { objects: [listed("b", "2")], next: "b", listedAt: 201 });
  expect(one.removed).toBe(1);
  const two = await walks.pass(one.walk, { objects: [], listedAt: 202 });
  expect(two.removed).toBe(2);
  await walks.end(two.walk);
  expect(await unseen()).toEqual(["b 2"]);
  expect(await catalog.listedImages.places(bucket)).toEqual([{ prefix: "", indexedAt: 200 }]);
});

test("a walk that was broken off goes on where it was, unless that is long ago", async () => {
  const { walks } = catalog;
  const walk = await walks.begin(whole, times);
  const objects = Array.from({ length: 500 }, (_, i) => listed(`k${String(i).padStart(3, "0")}`));
  await walks.pass(walk, { objects, next: "k499", listedAt: 101 });
  expect(await walks.begin(whole, { now: 150, since: 100 })).toEqual({ ...walk, behind: "k499" });
  expect(await walks.begin(whole, { now: 150, since: 101 })).toEqual({ ...whole, begunAt: 150 });
  expect(await unseen()).toHaveLength(500);
});

test("what was seen of a version stays with it, and goes with it", async () => {
  const { walks, facts } = catalog;
  for (const key of ["a", "b"]) await facts.keepInspection(listed(key), words);
  const walk = await walks.begin(whole, times);
  await walks.pass(walk, { objects: [listed("a"), listed("b", "2")], listedAt: 101 });
  expect(await facts.findInspections([listed("a"), listed("b"), listed("b", "2")])).toEqual([
    words,
    undefined,
    undefined,
  ]);
  expect(await catalog.listedImages.tally({ bucket })).toEqual({ images: 0, damaged: 0, others: 1, unseen: 1 });
});

test("what was told since a page was asked for counts", async () => {
  const { walks, facts } = catalog;
  const walk = await walks.begin(whole, times);
  await facts.tell(listed("written"), listed("written", "2"), 110);
  await facts.tell(listed("new"), listed("new"), 110);
  await facts.tell(listed("found before"), listed("found before"), 90);
  await walks.pass(walk, { objects: [listed("written")], listedAt: 105 });
  expect(await unseen()).toEqual(["new 1", "written 2"]);
  // An answer that was long under way does not bring back what a later one replaced.
  await facts.tell(listed("written"), listed("written"), 109);
  await facts.tell(listed("new"), undefined, 109);
  expect(await unseen()).toEqual(["new 1", "written 2"]);
});

test("a walk below a prefix leaves the rest alone, and tells only of that", async () => {
  const { walks, facts } = catalog;
  const place = { bucket, prefix: "图/" };
  const walk = await walks.begin(place, times);
  await facts.tell(listed("图/a"), listed("图/a"), 101);
  await facts.tell(listed("other"), listed("other"), 101);
  expect(await unseen()).toEqual(["图/a 1"]);
  await facts.keepInspection(listed("other"), words);
  await walks.end((await walks.pass(walk, { objects: [], listedAt: 102 })).walk);
  expect(await unseen()).toEqual([]);
  expect(await facts.findInspections([listed("other")])).toEqual([words]);
  expect(await catalog.listedImages.places(bucket)).toEqual([{ prefix: "图/", indexedAt: 100 }]);
  await facts.forgetBucket(bucket);
  expect(await catalog.listedImages.places(bucket)).toEqual([]);
});
