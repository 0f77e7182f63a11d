import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { Catalog, Inspection, ListQuery, ObjectRecord } from "../../src/service/ports.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { describeFacts } from "./facts-suite.js";
import { naiveListing } from "./naive-listing.js";
import { describeNotes } from "./notes-suite.js";
import { bucket, bucketOf, recordOf, segment } from "./records.js";
import { describeStyles } from "./styles-suite.js";
import { describeUploads } from "./uploads-suite.js";

export { bucketOf, recordOf };

const other = parseBucketName("other");

/** What every catalog does, run against one made by `open` for each test. */
export function describeCatalog(name: string, open: () => Promise<Catalog>): void {
  describe(name, () => {
    let catalog: Catalog;
    beforeEach(async () => {
      catalog = await open();
      await catalog.createBucket(bucketOf(bucket));
    });
    afterEach(() => catalog.close());
    const put = (record: ObjectRecord, forbidOverwrite = false) => catalog.putObject(record, { forbidOverwrite });

    describe("buckets", () => {
      test("are found as they were made, and made once", async () => {
        expect(await catalog.findBucket(bucket)).toEqual(bucketOf(bucket));
        const again = bucketOf(bucket, { acl: "public-read", createdAt: 2, styleSeparators: ["!"] });
        expect(await catalog.createBucket(again)).toEqual(bucketOf(bucket));
        expect(await catalog.findBucket(other)).toBeUndefined();
      });

      test("are made with their policy", async () => {
        const made = bucketOf(other, {
          acl: "public-read-write",
          styleSeparators: ["-", "/"],
          sourceProtection: [{ prefix: "原图/", suffix: ".raw", extensions: ["jpg"], caseInsensitive: true }],
        });
        expect(await catalog.createBucket(made)).toEqual(made);
        expect(await catalog.findBucket(other)).toEqual(made);
      });

      test("change what is given and keep the rest", async () => {
        const acl = { acl: "public-read" } as const;
        expect(await catalog.updateBucket(bucket, acl)).toEqual(bucketOf(bucket, acl));
        const cors = { cors: { rules: [], responseVary: true } } as const;
        await catalog.updateBucket(bucket, cors);
        expect(await catalog.findBucket(bucket)).toEqual(bucketOf(bucket, { ...acl, ...cors }));
        await catalog.updateBucket(bucket, { cors: undefined });
        const fallback = { fallbackImage: parseObjectKey("没有.png") };
        await catalog.updateBucket(bucket, fallback);
        expect(await catalog.findBucket(bucket)).toEqual(bucketOf(bucket, { ...acl, ...fallback }));
        await catalog.updateBucket(bucket, { fallbackImage: undefined });
        const separators = { styleSeparators: ["-", "_", "/", "!"] } as const;
        await catalog.updateBucket(bucket, separators);
        const protection = { sourceProtection: [{ extensions: ["jpg", "png"] }, {}] } as const;
        await catalog.updateBucket(bucket, protection);
        const all = bucketOf(bucket, { ...acl, ...separators, ...protection });
        expect(await catalog.findBucket(bucket)).toEqual(all);
        expect(await catalog.updateBucket(bucket, {})).toEqual(all);
        expect(await catalog.updateBucket(bucket, { styleSeparators: [], sourceProtection: [] })).toEqual(
          bucketOf(bucket, acl),
        );
        expect(await catalog.updateBucket(other, acl)).toBeUndefined();
        expect(await catalog.findBucket(other)).toBeUndefined();
      });

      test("are deleted when empty, with their styles", async () => {
        await catalog.putStyle(bucket, parseStyleName("s"), { content: "image/info" }, 1);
        await put(recordOf("a"));
        await expect(catalog.deleteBucket(bucket)).rejects.toMatchObject({ code: "BucketNotEmpty" });
        await catalog.deleteObject({ bucket, key: parseObjectKey("a") });
        expect(await catalog.deleteBucket(bucket)).toBe(true);
        expect(await catalog.deleteBucket(bucket)).toBe(false);
        await catalog.createBucket(bucketOf(bucket, { createdAt: 3 }));
        expect(await catalog.listStyles(bucket)).toEqual([]);
        expect(await catalog.styleVersions.find(bucket, parseStyleName("s"), 1)).toBeUndefined();
      });

      test("are listed in order, by prefix and page", async () => {
        for (const name of ["a-2", "a-1", "a-10", "b-1"]) await catalog.createBucket(bucketOf(name));
        const names = async (query: Parameters<Catalog["listBuckets"]>[0]) =>
          (await catalog.listBuckets(query)).map((each) => each.name);
        expect(await names({ limit: 100 })).toEqual(["a-1", "a-10", "a-2", "b-1", bucket]);
        expect(await names({ limit: 2, prefix: "a-" })).toEqual(["a-1", "a-10"]);
        expect(await names({ limit: 2, prefix: "a-", after: "a-10" })).toEqual(["a-2"]);
        expect(await names({ limit: 2, prefix: "c" })).toEqual([]);
      });

      test("are at most a hundred", async () => {
        for (let i = 1; i < 100; i++) await catalog.createBucket(bucketOf(`bucket-${i}`));
        await expect(catalog.createBucket(bucketOf(other))).rejects.toMatchObject({
          code: "TooManyBuckets",
          details: { limit: 100 },
        });
        expect(await catalog.createBucket(bucketOf(bucket, { createdAt: 2 }))).toMatchObject({
          createdAt: 1,
        });
      });
    });

    describe("objects", () => {
      const full = recordOf("full", {
        cacheControl: "no-cache",
        contentDisposition: "attachment",
        contentEncoding: "gzip",
        contentLanguage: "zh-CN",
        expires: "Wed, 01 Jan 2031 00:00:00 GMT",
        metadata: { author: "李白", empty: "" },
        acl: "public-read",
        type: "Appendable",
        inspection: { state: "not-image", reason: "text" },
      });

      test.each([
        ["all fields", full],
        ["the least", recordOf("least")],
        ["no bytes", recordOf("none", { byteSize: 0 })],
      ])("come back as they were put: %s", async (_, record) => {
        expect(await put(record)).toBeUndefined();
        expect(await catalog.findRecord(record)).toStrictEqual(record);
      });

      test("are replaced whole, and the replaced record is answered", async () => {
        await put(full);
        const next = recordOf("full", { version: "next", segments: [segment("0")] });
        expect(await put(next)).toStrictEqual(full);
        expect(await catalog.findRecord(full)).toStrictEqual(next);
      });

      test("are not replaced when that is forbidden", async () => {
        await put(full, true);
        await expect(put(recordOf("full", { version: "next" }), true)).rejects.toMatchObject({
          code: "FileAlreadyExists",
        });
        expect(await catalog.findRecord(full)).toStrictEqual(full);
      });

      test("need their bucket", async () => {
        await expect(put(recordOf("a", { bucket: other }))).rejects.toMatchObject({ code: "NoSuchBucket" });
        expect(await catalog.findRecord({ bucket: other, key: parseObjectKey("a") })).toBeUndefined();
      });

      test("are deleted once", async () => {
        await put(full);
        expect(await catalog.deleteObject(full, "another version")).toBeUndefined();
        expect(await catalog.deleteObject(full, full.version)).toStrictEqual(full);
        expect(await catalog.deleteObject(full)).toBeUndefined();
        expect(await catalog.findRecord(full)).toBeUndefined();
      });

      test("of the same key in two buckets are two", async () => {
        await catalog.createBucket(bucketOf(other));
        await put(full);
        await put({ ...full, bucket: other, version: "other" });
        await catalog.deleteObject(full);
        expect(await catalog.findRecord({ bucket: other, key: full.key })).toMatchObject({ version: "other" });
      });

      test("change their ACL and nothing else", async () => {
        await put(full);
        expect(await catalog.setObjectAcl(full, "private")).toBe(true);
        expect(await catalog.findRecord(full)).toStrictEqual({ ...full, acl: "private" });
        expect(await catalog.setObjectAcl(recordOf("none"), "private")).toBe(false);
      });

      test("keep what was seen of exactly that version", async () => {
        const image: Inspection = {
          state: "image",
          header: {
            format: "jpg",
            width: 3,
            height: 2,
            orientation: 6,
            frames: 1,
            alpha: false,
            byteSize: 9,
            quality: 80,
          },
        };
        const record = recordOf("a");
        await put(record);
        await catalog.keepInspection(record, "another version", image);
        expect(await catalog.findRecord(record)).toStrictEqual(record);
        await catalog.keepInspection(record, record.version, image);
        expect(await catalog.findRecord(record)).toStrictEqual({ ...record, inspection: image });
        await put(recordOf("a", { version: "next" }));
        expect(await catalog.findRecord(record)).not.toHaveProperty("inspection");
      });

      test("of several files come back with them in order, and are found without them", async () => {
        const several = recordOf("several", {
          byteSize: 60,
          segments: [segment("3", 10), segment("1", 20), segment("3", 10), segment("2", 20)],
        });
        const { segments: _, ...object } = several;
        await put(recordOf("several/next"));
        await put(several);
        expect(await catalog.findRecord(several)).toStrictEqual(several);
        expect(await catalog.findObject(several)).toStrictEqual(object);
        expect(await catalog.findObject(recordOf("none"))).toBeUndefined();
        expect((await catalog.listObjects({ bucket, limit: 1 })).objects).toStrictEqual([object]);
        expect(await catalog.deleteObject(several)).toStrictEqual(several);
        for (const { blob } of several.segments) expect(await catalog.isBlobUsed(blob)).toBe(false);
      });

      test.each<[string, string, string]>([
        ["one by several", "1", "123"],
        ["several by one", "123", "2"],
        ["several by more", "12", "123"],
        ["several by fewer", "123", "12"],
        ["several by others", "123", "321"],
        ["the last of several", "123", "124"],
        ["one by one", "1", "2"],
      ])("change their files: %s", async (_, before, after) => {
        const files = (digits: string) => ({
          byteSize: digits.length,
          segments: [...digits].map((digit) => segment(digit, 1)),
        });
        await put(recordOf("a", files(before)));
        expect(await put(recordOf("a", files(after)))).toStrictEqual(recordOf("a", files(before)));
        expect(await catalog.findRecord(recordOf("a"))).toStrictEqual(recordOf("a", files(after)));
        for (const digit of "1234")
          expect(await catalog.isBlobUsed(digit.repeat(64)), digit).toBe(after.includes(digit));
      });

      test("replace one version and no other when that is asked", async () => {
        await put(full);
        const next = recordOf("full", { version: "next" });
        await expect(catalog.putObject(next, { over: "another" })).rejects.toMatchObject({ code: "NoSuchKey" });
        await expect(catalog.putObject(recordOf("none"), { over: "any" })).rejects.toMatchObject({ code: "NoSuchKey" });
        expect(await catalog.findRecord(full)).toStrictEqual(full);
        expect(await catalog.findRecord(recordOf("none"))).toBeUndefined();
        expect(await catalog.putObject(next, { over: full.version })).toStrictEqual(full);
        expect(await catalog.findRecord(full)).toStrictEqual(next);
      });

      test("keep the ACL that they have when that is asked", async () => {
        await put(full);
        const next = recordOf("full", { version: "next", acl: "private" });
        await catalog.putObject(next, { keepAcl: true });
        expect(await catalog.findObject(full)).toMatchObject({ version: "next", acl: full.acl });
        const first = recordOf("first", { acl: "private" });
        await catalog.putObject(first, { keepAcl: true });
        expect(await catalog.findObject(first)).toMatchObject({ acl: "private" });
      });

      test("are deleted many at a time, and those that there were are answered", async () => {
        const several = recordOf("several", { byteSize: 2, segments: [segment("1", 1), segment("2", 1)] });
        for (const record of [recordOf("a"), several, recordOf("b")]) await put(record);
        const keys = ["several", "none", "a", "a"].map(parseObjectKey);
        expect(await catalog.deleteObjects(bucket, keys)).toStrictEqual([several, recordOf("a")]);
        expect((await catalog.listObjects({ bucket, limit: 10 })).objects.map((each) => each.key)).toEqual(["b"]);
        expect(await catalog.isBlobUsed("1".repeat(64))).toBe(false);
        expect(await catalog.deleteObjects(other, keys)).toEqual([]);
      });

      test("use their blob until the last one is gone", async () => {
        const { blob } = recordOf("a").segments[0]!;
        await put(recordOf("a"));
        await put(recordOf("b"));
        await catalog.deleteObject(recordOf("a"));
        expect(await catalog.isBlobUsed(blob)).toBe(true);
        await put(recordOf("b", { segments: [segment("1")] }));
        expect(await catalog.isBlobUsed(blob)).toBe(false);
      });
    });

    describeStyles(() => catalog);

    describe("listing", () => {
      /** Pages until the end, checking each page's form. */
      async function walk(query: ListQuery): Promise<string[]> {
        const entries: string[] = [];
        for (let after = query.after; ; ) {
          const page = await catalog.listObjects({ ...query, ...(after !== undefined && { after }) });
          const keys = page.objects.map((each) => each.key);
          const names = [...keys, ...page.commonPrefixes].sort(byBytes);
          expect(names.length).toBeLessThanOrEqual(query.limit);
          entries.push(...names);
          if (page.next === undefined) return entries;
          expect(names).toHaveLength(query.limit);
          expect(page.next).toBe(names.at(-1));
          expect(page.next).not.toBe(after);
          after = page.next;
        }
      }

      test("answers whole objects and no catalog's business", async () => {
        const { segments: _, ...object } = recordOf("a", { metadata: { x: "y" } });
        await put(recordOf("a", { metadata: { x: "y" } }));
        expect(await catalog.listObjects({ bucket, limit: 10 })).toStrictEqual({
          objects: [object],
          commonPrefixes: [],
        });
      });

      test("keeps to its bucket, and an absent one has no objects", async () => {
        await catalog.createBucket(bucketOf(other));
        await put(recordOf("a"));
        await put(recordOf("b", { bucket: other }));
        expect(await walk({ bucket, limit: 1 })).toEqual(["a"]);
        expect(await walk({ bucket: parseBucketName("absent"), limit: 1 })).toEqual([]);
      });

      const keys = ["dir", "dir!", "dir/", "dir/a", "dir/sub/x", "dir/sub/y", "dir0", "z"];
      test.each<[string, Partial<ListQuery>, string[]]>([
        ["all in byte order", {}, keys],
        ["folders of the root", { delimiter: "/" }, ["dir", "dir!", "dir/", "dir0", "z"]],
        ["a prefix that ends in the delimiter", { prefix: "dir/", delimiter: "/" }, ["dir/", "dir/a", "dir/sub/"]],
        ["a prefix that does not", { prefix: "dir", delimiter: "/" }, ["dir", "dir!", "dir/", "dir0"]],
        ["after a folder, nothing below it", { delimiter: "/", after: "dir/" }, ["dir0", "z"]],
        ["after a key in a folder, the folder again", { delimiter: "/", after: "dir/a" }, ["dir/", "dir0", "z"]],
        [
          "after a folder, but without a delimiter",
          { after: "dir/" },
          ["dir/a", "dir/sub/x", "dir/sub/y", "dir0", "z"],
        ],
        ["after something before the prefix", { prefix: "dir/s", after: "dir" }, ["dir/sub/x", "dir/sub/y"]],
        ["after something behind the prefix", { prefix: "dir/s", after: "e" }, []],
        ["after a key that is not there", { after: "dir/b" }, ["dir/sub/x", "dir/sub/y", "dir0", "z"]],
        ["a long delimiter", { delimiter: "/sub/" }, ["dir", "dir!", "dir/", "dir/a", "dir/sub/", "dir0", "z"]],
        ["empty words are none", { prefix: "", delimiter: "", after: "" }, keys],
      ])("%s", async (_, query, expected) => {
        for (const key of keys) await put(recordOf(key));
        for (const limit of [1, 2, 3, 1000]) expect(await walk({ bucket, limit, ...query })).toEqual(expected);
      });

      test("orders keys as bytes: beyond the basic plane comes last, whatever UTF-16 says", async () => {
        const ordered = ["Z", "a", "a\u0000", "a b", "a%2F", "a+b", "é", "中文", "\uffff", "🙂", "🙂🙂"];
        for (const key of [...ordered].reverse()) await put(recordOf(key));
        expect(await walk({ bucket, limit: 2 })).toEqual(ordered);
        expect(await walk({ bucket, limit: 2, prefix: "🙂" })).toEqual(["🙂", "🙂🙂"]);
        expect(await walk({ bucket, limit: 1, after: "\uffff" })).toEqual(["🙂", "🙂🙂"]);
        expect(await walk({ bucket, limit: 1, prefix: "a", delimiter: "\u0000" })).toEqual([
          "a",
          "a\u0000",
          "a b",
          "a%2F",
          "a+b",
        ]);
      });

      test("any keys and any query page as the naive model says", { timeout: 120_000 }, async () => {
        const word = fc.string({ unit: fc.constantFrom("a", "b", "/", "//", "é", "中", "🙂", "\uffff"), maxLength: 5 });
        const cases = fc.record({
          keys: fc.uniqueArray(
            word.filter((key) => key !== "" && !key.startsWith("/")),
            { maxLength: 30 },
          ),
          prefix: word,
          delimiter: fc.oneof(fc.constantFrom("", "/", "//", "a/", "🙂"), word),
          after: word,
          limit: fc.integer({ min: 1, max: 6 }),
        });
        await fc.assert(
          fc.asyncProperty(cases, async ({ keys, ...query }) => {
            for (const key of keys) await put(recordOf(key));
            expect(await walk({ bucket, ...query })).toEqual(naiveListing(keys, query));
            for (const key of keys) await catalog.deleteObject(recordOf(key));
          }),
          { numRuns: scaled(2_000), seed },
        );
      });

      test("many keys page completely, whatever their layout", { timeout: 300_000 }, async () => {
        const total = scaled(100_000);
        const keys = Array.from({ length: total }, (_, i) => {
          const n = String(i).padStart(6, "0");
          return i % 4 === 0 ? `deep/${n}/x` : i % 4 === 1 ? `deep/${n}` : i % 4 === 2 ? `one/${n}` : `flat-${n}`;
        });
        for (const key of keys) await put(recordOf(key));
        for (const query of [
          {},
          { delimiter: "/" },
          { prefix: "deep/", delimiter: "/" },
          { prefix: "one/", delimiter: "/" },
        ])
          expect(await walk({ bucket, limit: 1000, ...query })).toEqual(naiveListing(keys, query));
      });
    });

    describeUploads(() => catalog);
    describeFacts(() => catalog);
    describeNotes(() => catalog);

    test("says that it works", async () => {
      await expect(catalog.check()).resolves.toBeUndefined();
    });
  });
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
