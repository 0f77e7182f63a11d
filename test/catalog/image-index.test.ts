import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { Header } from "../../src/pipeline/index.js";
import type {
  Catalog,
  ImageFilter,
  ImageIndex,
  ImageOrder,
  ImagePosition,
  Inspection,
  ObjectNotes,
  ObjectRecord,
} from "../../src/service/ports.js";
import { seed } from "../support/seed.js";
import { bucket, bucketOf, recordOf } from "./records.js";

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-images-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Thing {
  readonly record: ObjectRecord;
  readonly notes: ObjectNotes;
}

/** An index, and what changes what it knows. */
interface Subject {
  readonly index: ImageIndex;
  put(record: ObjectRecord): Promise<unknown>;
  look(record: ObjectRecord, inspection: Inspection): Promise<void>;
  remove(record: ObjectRecord): Promise<unknown>;
}

const subjects: Readonly<Record<string, (catalog: Catalog) => Promise<Subject>>> = {
  async "the store's own objects"(catalog) {
    await catalog.createBucket(bucketOf(bucket));
    return {
      index: catalog.images,
      put: (record) => catalog.putObject(record, {}),
      look: (record, inspection) => catalog.keepInspection(record, record.version, inspection),
      remove: (record) => catalog.deleteObject(record),
    };
  },
  async "the objects of a listing that was walked through"({ facts, walks, listedImages }) {
    await walks.end(await walks.begin({ bucket, prefix: "" }, { now: 1, since: 0 }));
    let now = 2;
    return {
      index: listedImages,
      put: (record) => facts.tell(record, record, now++),
      look: (record, inspection) => facts.keepInspection(record, inspection),
      remove: (record) => facts.tell(record, undefined, now++),
    };
  },
};

async function subjectOf(make: (catalog: Catalog) => Promise<Subject>, things: readonly Thing[]): Promise<Subject> {
  const catalog = await createLibsqlCatalog({ path: join(folder, String(count++), "catalog.db") });
  onTestFinished(() => catalog.close());
  const subject = await make(catalog);
  for (const { record, notes } of things) {
    await putSeen(subject, record);
    await catalog.notes.change(record, notes);
  }
  return subject;
}

/** As it comes about: put first, looked at later. */
async function putSeen(subject: Pick<Subject, "put" | "look">, record: ObjectRecord): Promise<void> {
  const { inspection, ...unseen } = record;
  await subject.put(unseen);
  if (inspection) await subject.look(record, inspection);
}

const header: Header = {
  format: "jpg",
  width: 400,
  height: 300,
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 1000,
};

const thing = (key: string, inspection: Inspection | undefined, changes: Partial<ObjectRecord> = {}): Thing => ({
  record: recordOf(key, { ...changes, ...(inspection && { inspection }) }),
  notes: { tags: [] },
});
const image = (key: string, changes: Partial<Header> = {}, more: Partial<ObjectRecord> = {}) =>
  thing(key, { state: "image", header: { ...header, ...changes } }, more);

/** All pages of `limit` put together. */
async function keysOf(index: ImageIndex, filter: ImageFilter, order: ImageOrder, limit: number, prefix = "") {
  const keys: string[] = [];
  for (let after: ImagePosition | undefined; ; ) {
    const page = await index.find({ bucket, prefix, filter, order, limit, ...(after && { after }) });
    keys.push(...page.map(({ key }) => key));
    after = page.at(-1);
    if (page.length < limit) return keys;
  }
}

const byKey: ImageOrder = { by: "key", descending: false };

describe.each(Object.entries(subjects))("the index of %s", (_, make) => {
  test("knows what was looked at, and follows what happens to it", async () => {
    const { index, ...subject } = await subjectOf(make, [
      image("a.jpg", { width: 10, height: 20, orientation: 6 }),
      thing("b.txt", { state: "not-image", reason: "words" }),
      thing("c.jpg", { state: "unreadable", code: "ImageDamage" }),
      thing("d.jpg", undefined),
    ]);
    const all = { bucket, filter: {} };
    const unseen = async (prefix = "") => (await index.unseen({ bucket, prefix }, 10)).map(({ key }) => key);
    expect(await keysOf(index, {}, byKey, 10)).toEqual(["a.jpg", "c.jpg"]);
    expect(await index.count(all)).toBe(2);
    expect(await index.tally({ bucket })).toEqual({ images: 1, damaged: 1, others: 1, unseen: 1 });
    const [first] = await index.unseen({ bucket }, 1);
    const { version, etag, type, byteSize, lastModified, key } = recordOf("d.jpg");
    expect(first).toEqual({ bucket, key, version, etag, type, byteSize, lastModified });
    expect(await index.unseen({ bucket, after: "d.jpg" }, 1)).toEqual([]);
    expect((await index.places(bucket)).map(({ prefix }) => prefix)).toEqual([""]);
    expect(await unseen()).toEqual(["d.jpg"]);
    expect(await unseen("a")).toEqual([]);
    // The sides are those of the upright picture.
    expect(await keysOf(index, { minWidth: 20, maxHeight: 10 }, byKey, 10)).toEqual(["a.jpg"]);

    await subject.put(recordOf("a.jpg", { version: "2" }));
    expect(await unseen()).toEqual(["a.jpg", "d.jpg"]);
    await subject.remove(recordOf("d.jpg"));
    await subject.remove(recordOf("c.jpg"));
    expect(await index.count(all)).toBe(0);
    expect(await unseen()).toEqual(["a.jpg"]);
  });

  test("keeps its place while images are added and taken away", async () => {
    const sized = (key: string, byteSize: number) => image(key, {}, { byteSize });
    const { index, ...subject } = await subjectOf(make, [sized("a", 1), sized("b", 2), sized("c", 2), sized("d", 3)]);
    const query = { bucket, filter: {}, order: { by: "byteSize", descending: true } as const, limit: 2 };
    const first = await index.find(query);
    expect(first.map(({ key }) => key)).toEqual(["d", "c"]);
    await subject.remove(recordOf("c"));
    for (const { record } of [sized("new-large", 9), sized("bb", 2)]) await putSeen(subject, record);
    const after = first.at(-1) as ImagePosition;
    const rest = await index.find({ ...query, limit: 10, after });
    expect(rest.map(({ key }) => key)).toEqual(["bb", "b", "a"]);
  });

  test("finds text in key, notes and tags, and all of the tags asked for", async () => {
    const said = (key: string, notes: ObjectNotes): Thing => ({ ...image(key), notes });
    const { index } = await subjectOf(make, [
      said("Beach.jpg", { tags: ["summer", "sea"] }),
      said("1.jpg", { tags: ["summer"], alt: "A dog at the beach" }),
      said("2.jpg", { tags: [], title: "50% BEACH_" }),
      said("3.jpg", { tags: ["beaches"] }),
      said("4.jpg", { tags: ["winter"] }),
    ]);
    const found = (filter: ImageFilter) => keysOf(index, filter, byKey, 10);
    expect(await found({ search: "beach" })).toEqual(["1.jpg", "2.jpg", "3.jpg", "Beach.jpg"]);
    expect(await found({ search: "%" })).toEqual(["2.jpg"]);
    expect(await found({ search: '"' })).toEqual([]);
    expect(await found({ tags: ["summer"] })).toEqual(["1.jpg", "Beach.jpg"]);
    expect(await found({ tags: ["summer", "sea"] })).toEqual(["Beach.jpg"]);
    expect(await found({ tags: ["Summer"] })).toEqual([]);
  });

  test("says what looking at every object says", async () => {
    const things = randomThings();
    const { index } = await subjectOf(make, things);
    const total = things.length;
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.record<ImageOrder>({
          by: fc.constantFrom("key", "lastModified", "byteSize", "width", "height"),
          descending: fc.boolean(),
        }),
        fc.integer({ min: 1, max: total + 1 }),
        fc.constantFrom("", "k1", "none"),
        async (filter, order, limit, prefix) => {
          const chosen = things.filter(({ record }) => record.key.startsWith(prefix)).filter(matches(filter));
          const expected = chosen.sort(comparing(order)).map(({ record }) => record.key);
          expect(await keysOf(index, filter, order, limit, prefix)).toEqual(expected);
          expect(await index.count({ bucket, prefix, filter })).toBe(expected.length);
        },
      ),
      { seed, numRuns: 300 },
    );
  });
});

/** The same for each seed. */
function randomThings(): readonly Thing[] {
  const headers = fc.record<Header>({
    format: fc.constantFrom("jpg", "png", "gif"),
    width: fc.integer({ min: 1, max: 4 }),
    height: fc.integer({ min: 1, max: 4 }),
    orientation: fc.constantFrom(1, 6),
    frames: fc.constantFrom(1, 2),
    alpha: fc.boolean(),
    byteSize: fc.constant(1),
    exif: fc.constantFrom({}, { GPSLatitude: "1deg" }, { Make: "x" }),
  });
  const inspections = fc.oneof(
    { weight: 6, arbitrary: fc.record({ state: fc.constant("image" as const), header: headers }) },
    fc.constant<Inspection>({ state: "not-image", reason: "words" }),
    fc.constant<Inspection>({ state: "unreadable", code: "ImageTooLarge" }),
    fc.constant(undefined),
  );
  const one = fc.record({
    inspection: inspections,
    byteSize: fc.integer({ min: 0, max: 4 }),
    lastModified: fc.integer({ min: 0, max: 4 }),
    alt: fc.constantFrom(undefined, "words"),
    focalPoint: fc.constantFrom(undefined, { x: 0, y: 1 }),
    tags: fc.subarray(["t1", "t2"]),
  });
  return fc.sample(one, { seed, numRuns: 60 }).map(({ inspection, byteSize, lastModified, ...notes }, i) => ({
    record: recordOf(`k${i}`, { byteSize, lastModified, ...(inspection && { inspection }) }),
    notes: Object.fromEntries(
      Object.entries(notes).filter(([, value]) => value !== undefined),
    ) as unknown as ObjectNotes,
  }));
}

const side = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
const flag = fc.option(fc.boolean(), { nil: undefined, freq: 1 });
const filters: fc.Arbitrary<ImageFilter> = fc
  .record({
    search: fc.constantFrom(undefined, undefined, "K1", "words", "t2"),
    tags: fc.constantFrom(undefined, undefined, ["t1"], ["t1", "t2"]),
    formats: fc.constantFrom(undefined, undefined, ["jpg"] as const, ["png", "gif"] as const),
    minWidth: side,
    maxWidth: side,
    minHeight: side,
    maxHeight: side,
    minBytes: side,
    maxBytes: side,
    modifiedAfter: side,
    modifiedBefore: side,
    animated: flag,
    alpha: flag,
    hasFocalPoint: flag,
    hasAlt: flag,
    hasGps: flag,
    damaged: flag,
  })
  // With all of them at once little would be found.
  .chain((all) => fc.subarray(Object.entries(all), { maxLength: 4 }))
  .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as ImageFilter);

/** What a filter means, said as plainly as it can be. */
const matches =
  (filter: ImageFilter) =>
  ({ record, notes }: Thing): boolean => {
    const { inspection, key, byteSize, lastModified } = record;
    if (inspection?.state !== "image" && inspection?.state !== "unreadable") return false;
    const seen = inspection.state === "image" ? upright(inspection.header) : undefined;
    const texts = [key, notes.alt ?? "", notes.title ?? "", ...notes.tags].map((text) => text.toLowerCase());
    const { minWidth, maxWidth, minHeight, maxHeight, minBytes = 0, maxBytes = Infinity } = filter;
    const inRange = (value: number | undefined, min: number | undefined, max: number | undefined) =>
      (min === undefined && max === undefined) || (value !== undefined && value >= (min ?? 0) && value <= (max ?? 99));
    const is = (wanted: boolean | undefined, fact: boolean | undefined) => wanted === undefined || wanted === fact;
    return (
      texts.some((text) => text.includes(filter.search?.toLowerCase() ?? "")) &&
      (filter.tags ?? []).every((tag) => notes.tags.includes(tag)) &&
      (!filter.formats || (seen !== undefined && filter.formats.includes(seen.format))) &&
      inRange(seen?.width, minWidth, maxWidth) &&
      inRange(seen?.height, minHeight, maxHeight) &&
      byteSize >= minBytes &&
      byteSize <= maxBytes &&
      lastModified >= (filter.modifiedAfter ?? 0) &&
      lastModified < (filter.modifiedBefore ?? Infinity) &&
      is(filter.animated, seen && seen.frames > 1) &&
      is(filter.alpha, seen?.alpha) &&
      is(filter.hasGps, seen?.exif?.GPSLatitude !== undefined) &&
      is(filter.damaged, !seen) &&
      is(filter.hasAlt, notes.alt !== undefined) &&
      is(filter.hasFocalPoint, notes.focalPoint !== undefined)
    );
  };

function upright(seen: Header): Header {
  return seen.orientation >= 5 ? { ...seen, width: seen.height, height: seen.width } : seen;
}

const comparing =
  ({ by, descending }: ImageOrder) =>
  (a: Thing, b: Thing): number => {
    const keys = Buffer.compare(Buffer.from(a.record.key), Buffer.from(b.record.key));
    return (orderedBy(a, by) - orderedBy(b, by) || keys) * (descending ? -1 : 1);
  };

function orderedBy({ record }: Thing, by: ImageOrder["by"]): number {
  if (by === "key") return 0;
  if (by === "byteSize" || by === "lastModified") return record[by];
  return record.inspection?.state === "image" ? upright(record.inspection.header)[by] : 0;
}
