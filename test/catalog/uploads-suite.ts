import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { Catalog, UploadRecord, UploadsQuery } from "../../src/service/ports.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { naiveListing } from "./naive-listing.js";
import { bucket, bucketOf, partOf, recordOf, segment, uploadOf } from "./records.js";

const other = parseBucketName("other");

/** Uploads and their parts: what every catalog does. */
export function describeUploads(catalog: () => Catalog): void {
  const start = async (upload: UploadRecord) => {
    await catalog().startUpload(upload);
    return upload;
  };

  describe("uploads", () => {
    const full = uploadOf("full", "A", {
      acl: "public-read",
      cacheControl: "no-cache",
      contentDisposition: "attachment",
      metadata: { author: "李白" },
    });

    test("are found as they were started, under their own key", async () => {
      await start(full);
      expect(await catalog().findUpload(full, "A")).toStrictEqual(full);
      expect(await catalog().findUpload(full, "B")).toBeUndefined();
      expect(await catalog().findUpload({ bucket, key: parseObjectKey("another") }, "A")).toBeUndefined();
      expect(await catalog().findUpload({ bucket: other, key: full.key }, "A")).toBeUndefined();
    });

    test("need their bucket, and keep it", async () => {
      await expect(start(uploadOf("a", "A", { bucket: other }))).rejects.toMatchObject({ code: "NoSuchBucket" });
      await start(full);
      await expect(catalog().deleteBucket(bucket)).rejects.toMatchObject({ code: "BucketNotEmpty" });
      await catalog().abortUpload(full);
      expect(await catalog().deleteBucket(bucket)).toBe(true);
    });

    test("have parts, in order of number, each replaced by its successor", async () => {
      await start(full);
      await start(uploadOf("full", "B"));
      for (const number of [10_000, 2, 1]) expect(await catalog().putPart(full, partOf(number, "1"))).toBeUndefined();
      expect(await catalog().putPart(full, partOf(2, "2"))).toStrictEqual(partOf(2, "1"));
      expect(await catalog().listParts(full, { limit: 10 })).toStrictEqual([
        partOf(1, "1"),
        partOf(2, "2"),
        partOf(10_000, "1"),
      ]);
      expect(await catalog().listParts(full, { after: 1, limit: 1 })).toStrictEqual([partOf(2, "2")]);
      expect(await catalog().listParts(uploadOf("full", "B"), { limit: 10 })).toEqual([]);
      expect(await catalog().isBlobUsed("2".repeat(64))).toBe(true);
      await expect(catalog().putPart(uploadOf("full", "C"), partOf(1, "3"))).rejects.toMatchObject({
        code: "NoSuchUpload",
      });
      expect(await catalog().isBlobUsed("3".repeat(64))).toBe(false);
    });

    test("end as an object, with all their parts answered", async () => {
      await start(full);
      const parts = [partOf(1, "1"), partOf(2, "2")];
      for (const part of parts) await catalog().putPart(full, part);
      const before = recordOf("full");
      await catalog().putObject(before, {});
      const record = recordOf("full", { version: "next", segments: [segment("2")], type: "Multipart" });
      const forbidden = catalog().completeUpload(full, record, { forbidOverwrite: true });
      await expect(forbidden).rejects.toMatchObject({ code: "FileAlreadyExists" });
      expect(await catalog().listParts(full, { limit: 10 })).toEqual(parts);
      expect(await catalog().completeUpload(full, record, { forbidOverwrite: false })).toStrictEqual({
        replaced: before,
        parts,
      });
      expect(await catalog().findRecord(full)).toStrictEqual(record);
      expect(await catalog().findUpload(full, "A")).toBeUndefined();
      expect(await catalog().listParts(full, { limit: 10 })).toEqual([]);
      expect(await catalog().isBlobUsed("1".repeat(64))).toBe(false);
      expect(await catalog().isBlobUsed("2".repeat(64))).toBe(true);
      await expect(catalog().completeUpload(full, record, {})).rejects.toMatchObject({ code: "NoSuchUpload" });
    });

    test("are aborted once, with all their parts answered", async () => {
      await start(full);
      await catalog().putPart(full, partOf(1, "1"));
      expect(await catalog().abortUpload(full)).toStrictEqual([partOf(1, "1")]);
      expect(await catalog().abortUpload(full)).toBeUndefined();
      expect(await catalog().isBlobUsed("1".repeat(64))).toBe(false);
    });

    test("that are old are listed, the oldest first", async () => {
      const at = (initiatedAt: number) => start(uploadOf("a", String(initiatedAt), { initiatedAt }));
      const [third, first, second] = [await at(30), await at(10), await at(20)];
      await at(40);
      expect(await catalog().listStaleUploads(40, 10)).toStrictEqual([first, second, third]);
      expect(await catalog().listStaleUploads(40, 1)).toStrictEqual([first]);
      expect(await catalog().listStaleUploads(10, 10)).toEqual([]);
    });

    /** Pages until the end, checking each page's form: keys with ids, and common prefixes. */
    async function walk(query: UploadsQuery): Promise<string[]> {
      const entries: string[] = [];
      for (let after = query.after; ; ) {
        const page = await catalog().listUploads({ ...query, ...(after && { after }) });
        const uploads = page.uploads.map(({ key, id }) => `${key}\u0000${id}`);
        const names = [...uploads, ...page.commonPrefixes].sort(byBytes);
        expect(names.length).toBeLessThanOrEqual(query.limit);
        entries.push(...names);
        if (!page.next) return entries;
        expect(names).toHaveLength(query.limit);
        const { key, id } = page.next;
        expect(id === undefined ? key : `${key}\u0000${id}`).toBe(names.at(-1));
        after = page.next;
      }
    }

    test("any uploads and any query page as the naive model says", { timeout: 120_000 }, async () => {
      const word = fc.string({ unit: fc.constantFrom("a", "b", "/", "é", "🙂"), maxLength: 4 });
      const key = word.filter((text) => text !== "" && !text.startsWith("/"));
      const cases = fc.record({
        uploads: fc.uniqueArray(fc.tuple(key, fc.constantFrom("A", "B", "C")), {
          maxLength: 20,
          selector: ([key, id]) => `${key} ${id}`,
        }),
        prefix: word,
        delimiter: fc.oneof(fc.constantFrom("", "/"), word),
        after: fc.option(fc.record({ key, id: fc.option(fc.constantFrom("A", "B"), { nil: undefined }) }), {
          nil: undefined,
        }),
        limit: fc.integer({ min: 1, max: 6 }),
      });
      await fc.assert(
        fc.asyncProperty(cases, async ({ uploads, prefix, delimiter, after, limit }) => {
          for (const [key, id] of uploads) await start(uploadOf(key, id));
          const query = { bucket, prefix, delimiter, limit };
          const marker = after && { key: after.key, ...(after.id !== undefined && { id: after.id }) };
          const found = await walk({ ...query, ...(marker && { after: marker }) });

          // The listing of the keys, each plain one standing for its uploads.
          const keys = uploads.map(([key]) => key);
          const isSplit = (entry: string) => keys.includes(entry) && naiveListing([entry], query)[0] === entry;
          const ids = (key: string) => uploads.filter((each) => each[0] === key).map(([, id]) => `${key}\u0000${id}`);
          const rolledUp = (entry: string) =>
            delimiter !== "" && entry.startsWith(prefix) && entry.indexOf(delimiter, prefix.length) >= 0;
          const expand = (entry: string) => (isSplit(entry) && !rolledUp(entry) ? ids(entry) : [entry]);
          const behind = naiveListing(keys, { prefix, delimiter, after: after?.key ?? "" }).flatMap(expand);
          const same =
            after?.id !== undefined && after.key.startsWith(prefix) && !rolledUp(after.key)
              ? ids(after.key).filter((entry) => entry > `${after.key}\u0000${after.id}`)
              : [];
          expect(found).toEqual([...same, ...behind].sort(byBytes));
          for (const [key, id] of uploads) await catalog().abortUpload(uploadOf(key, id));
        }),
        { numRuns: scaled(1_000), seed },
      );
    });

    test("keep to their bucket", async () => {
      await catalog().createBucket(bucketOf(other));
      await start(uploadOf("a", "A"));
      await start(uploadOf("b", "B", { bucket: other }));
      expect(await walk({ bucket, limit: 1 })).toEqual(["a\u0000A"]);
      expect(await walk({ bucket: parseBucketName("absent"), limit: 1 })).toEqual([]);
    });
  });
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
