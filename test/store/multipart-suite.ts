import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type {
  CompleteOptions,
  Part,
  PartOptions,
  Upload,
  UploadOptions,
  UploadsQuery,
} from "../../src/service/ports.js";
import { at, bucket, crc64, md5, never, plain, type SuiteUse } from "./suite-use.js";

/** The least that a part other than the last may hold. */
const least = 102_400;

/** Some stores tell of times in whole seconds. */
const about = (time: number) => expect.closeTo(time, -4);

/** Uploads in parts: what every store does. Source: wire protocol §4.6. */
export function describeMultipart({ store, put, read, keys }: SuiteUse): void {
  const start = (key: string, options: Partial<UploadOptions> = {}) =>
    store().startUpload(at(key), { ...plain, ...options }, never);
  const putPart = (upload: Upload, number: number, bytes: string | Buffer, options: PartOptions = {}) =>
    store().putPart(upload, number, Readable.from([bytes]), options, never);
  const complete = (upload: Upload, parts: CompleteOptions["parts"], options: Partial<CompleteOptions> = {}) =>
    store().completeUpload(upload, { parts, ...options }, never);
  const listed = async (upload: Upload) => (await store().listParts(upload, { limit: 1000 }, never)).parts;
  const findOpen = (upload: Upload) => store().findUpload(upload, upload.id, never);

  describe("an upload", () => {
    test("becomes an object of its parts", async () => {
      const headers = { contentType: "image/jpeg", cacheControl: "no-cache", metadata: { who: "李白" } };
      const upload = await start("a", { ...headers, acl: "public-read" });
      expect(await keys()).toEqual([]);
      const contents = [Buffer.alloc(least, "one"), Buffer.alloc(least + 1, "two"), Buffer.from("three")];
      const parts: Part[] = [];
      // In any order.
      for (const number of [3, 1, 2]) parts.push(await putPart(upload, number, contents[number - 1]!));
      parts.sort((a, b) => a.number - b.number);
      expect(parts[2]).toStrictEqual({
        number: 3,
        etag: md5("three").toUpperCase(),
        crc64: crc64("three"),
        byteSize: 5,
        lastModified: expect.any(Number),
      });
      expect(await listed(upload)).toEqual(parts.map((part) => ({ ...part, lastModified: about(part.lastModified) })));

      const object = await complete(upload, parts);
      const whole = Buffer.concat(contents);
      const digests = Buffer.concat(contents.map((each) => createHash("md5").update(each).digest()));
      expect(object).toMatchObject({
        ...at("a"),
        ...headers,
        acl: "public-read",
        type: "Multipart",
        byteSize: whole.length,
        crc64: crc64(whole),
        etag: `${md5(digests).toUpperCase()}-3`,
      });
      expect(await store().find(at("a"), never)).toStrictEqual(object);
      expect((await read(object)).equals(whole)).toBe(true);
      const range = { start: least - 2, end: least + 5 };
      expect((await read(object, range)).equals(whole.subarray(range.start, range.end + 1))).toBe(true);
      expect(await findOpen(upload)).toBeUndefined();
      await expect(putPart(upload, 4, "late")).rejects.toMatchObject({ code: "NoSuchUpload" });
      await expect(complete(upload, parts)).rejects.toMatchObject({ code: "NoSuchUpload" });
      expect(await store().abortUpload(upload, never)).toBe(false);
    });

    test("of one part, of an empty one, of all that there are", async () => {
      const one = await start("one");
      expect(await complete(one, [await putPart(one, 7, "just this")])).toMatchObject({
        byteSize: 9,
        crc64: crc64("just this"),
        etag: expect.stringMatching(/^[0-9A-F]{32}-1$/),
      });
      const empty = await start("empty");
      expect(await complete(empty, [await putPart(empty, 1, "")])).toMatchObject({ byteSize: 0, crc64: "0" });
      const all = await start("all");
      await putPart(all, 10_000, "tail");
      await putPart(all, 2, Buffer.alloc(least));
      expect(await complete(all, "all")).toMatchObject({ byteSize: least + 4, etag: expect.stringMatching(/-2$/) });
    });

    test("drops parts that are not named, and takes the last of a number", async () => {
      const upload = await start("a");
      await putPart(upload, 1, Buffer.alloc(least, "old"));
      const first = await putPart(upload, 1, Buffer.alloc(least, "new"));
      await putPart(upload, 2, "dropped");
      const third = await putPart(upload, 3, "third");
      expect(await listed(upload)).toHaveLength(3);
      const object = await complete(upload, [
        { number: 1, etag: first.etag.toLowerCase() },
        { number: 3, etag: third.etag },
      ]);
      const whole = Buffer.concat([Buffer.alloc(least, "new"), Buffer.from("third")]);
      expect((await read(object)).equals(whole)).toBe(true);
    });

    test.each<[string, (parts: readonly Part[]) => CompleteOptions["parts"], string]>([
      ["parts out of order", ([a, b]) => [b!, a!], "InvalidPartOrder"],
      ["a part twice", ([a]) => [a!, a!], "InvalidPartOrder"],
      ["a part that is not there", ([a, b]) => [a!, { ...b!, number: 9 }], "InvalidPart"],
      ["a part with another's ETag", ([a, b]) => [a!, { ...b!, etag: a!.etag }], "InvalidPart"],
      ["a small part that is not the last", ([, b, c]) => [b!, c!], "EntityTooSmall"],
      ["all, with a small one among them", () => "all", "EntityTooSmall"],
    ])("with %s is refused, and goes on", async (_, choose, code) => {
      const upload = await start("a");
      const parts = [
        await putPart(upload, 1, Buffer.alloc(least)),
        await putPart(upload, 2, Buffer.alloc(least - 1, "b")),
        await putPart(upload, 3, "c"),
      ];
      await expect(complete(upload, choose(parts))).rejects.toMatchObject({ code });
      expect(await keys()).toEqual([]);
      expect(await complete(upload, parts.slice(0, 2))).toMatchObject({ byteSize: 2 * least - 1 });
    });

    test("without any part is refused", async () => {
      await expect(complete(await start("a"), "all")).rejects.toMatchObject({ code: "InvalidPart" });
    });

    test("replaces an object, but not when that is forbidden; another ACL may be given at its end", async () => {
      const old = await put("a", "old");
      const upload = await start("a", { acl: "public-read" });
      const parts = [await putPart(upload, 1, "new")];
      await expect(complete(upload, parts, { forbidOverwrite: true })).rejects.toMatchObject({
        code: "FileAlreadyExists",
      });
      expect(String(await read(old))).toBe("old");
      const object = await complete(upload, parts, { acl: "private" });
      expect(object).toMatchObject({ acl: "private" });
      expect(String(await read(object))).toBe("new");
      await expect(read(old)).rejects.toMatchObject({ code: "NoSuchKey" });
    });

    test("is completed by one of two at once", async () => {
      const upload = await start("a");
      const parts = [await putPart(upload, 1, Buffer.alloc(least)), await putPart(upload, 2, "end")];
      const results = await Promise.allSettled([complete(upload, parts), complete(upload, parts)]);
      expect(results.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(results.find((each) => each.status === "rejected")).toMatchObject({ reason: { code: "NoSuchUpload" } });
      expect(await keys()).toEqual(["a"]);
    });

    test("that is aborted is gone, once", async () => {
      const upload = await start("a");
      const part = await putPart(upload, 1, "x");
      expect(await store().abortUpload(upload, never)).toBe(true);
      expect(await store().abortUpload(upload, never)).toBe(false);
      expect(await findOpen(upload)).toBeUndefined();
      await expect(complete(upload, [part])).rejects.toMatchObject({ code: "NoSuchUpload" });
      await expect(store().listParts(upload, { limit: 1 }, never)).rejects.toMatchObject({ code: "NoSuchUpload" });
      expect(await keys()).toEqual([]);
    });

    test("aborted while a part comes refuses the part", async () => {
      const upload = await start("a");
      const body = new PassThrough();
      const putting = store().putPart(upload, 1, body, {}, never);
      body.write("half");
      await store().abortUpload(upload, never);
      body.end();
      await expect(putting).rejects.toMatchObject({ code: "NoSuchUpload" });
    });

    test("is its key's own, and needs a bucket", async () => {
      const upload = await start("a");
      const { bucket, key, id } = upload;
      expect(await store().findUpload(at("a"), id, never)).toMatchObject({ bucket, key, id });
      expect(await store().findUpload(at("b"), upload.id, never)).toBeUndefined();
      expect(await store().findUpload(at("a"), "0".repeat(32), never)).toBeUndefined();
      const absent = { bucket: parseBucketName("absent"), key: parseObjectKey("a") };
      await expect(store().startUpload(absent, plain, never)).rejects.toMatchObject({ code: "NoSuchBucket" });
    });

    test("keeps its bucket from being deleted", async () => {
      const upload = await start("a");
      await expect(store().deleteBucket(bucket, never)).rejects.toMatchObject({ code: "BucketNotEmpty" });
      await store().abortUpload(upload, never);
      expect(await store().deleteBucket(bucket, never)).toBe(true);
    });
  });

  describe("a part", () => {
    test.each<[string, PartOptions, string]>([
      ["fewer bytes than announced", { expectedBytes: 6 }, "RequestTimeout"],
      ["more bytes than announced", { expectedBytes: 4 }, "RequestTimeout"],
      ["another MD5", { expectedMd5: md5("other", "base64") }, "InvalidDigest"],
    ])("of %s is not kept, and the one before it is", async (_, options, code) => {
      const upload = await start("a");
      await expect(putPart(upload, 1, "bytes", options)).rejects.toMatchObject({ code });
      expect(await listed(upload)).toEqual([]);
      const before = await putPart(upload, 1, "before");
      await expect(putPart(upload, 1, "bytes", options)).rejects.toMatchObject({ code });
      expect(await listed(upload)).toEqual([before]);
    });

    test("may be copied from an object, or from a range of it", async () => {
      const source = await put("source", Buffer.alloc(3 * least, "0123456789"));
      const upload = await start("a");
      const whole = await store().copyPart(upload, 1, source, undefined, never);
      expect(whole).toMatchObject({ number: 1, byteSize: 3 * least, etag: source.etag, crc64: source.crc64 });
      const range = { start: 11, end: 15 };
      const part = await store().copyPart(upload, 2, source, range, never);
      expect(part).toMatchObject({ byteSize: 5, etag: md5("12345").toUpperCase() });
      const object = await complete(upload, [whole, part]);
      expect(String(await read(object, { start: 3 * least, end: 3 * least + 4 }))).toBe("12345");
      await store().delete(at("source"), never);
      const next = await start("a");
      await expect(store().copyPart(next, 1, source, undefined, never)).rejects.toMatchObject({ code: "NoSuchKey" });
      await expect(store().copyPart(upload, 1, source, undefined, never)).rejects.toMatchObject({
        code: "NoSuchUpload",
      });
    });

    test("is listed with the others, page by page", async () => {
      const upload = await start("a");
      for (const number of [5, 1, 10_000, 30]) await putPart(upload, number, `part ${number}`);
      const page = await store().listParts(upload, { limit: 3 }, never);
      expect(page.parts.map(({ number }) => number)).toEqual([1, 5, 30]);
      expect(page.next).toBe(30);
      const rest = await store().listParts(upload, { limit: 3, after: 30 }, never);
      expect(rest.parts.map(({ number }) => number)).toEqual([10_000]);
      expect(rest).not.toHaveProperty("next");
    });
  });

  describe("uploads are listed", () => {
    /** Pages until the end: keys, or common prefixes. */
    async function walk(query: Partial<UploadsQuery>, limit: number): Promise<string[]> {
      const entries: string[] = [];
      for (let after = query.after; ; ) {
        const page = await store().listUploads({ bucket, ...query, limit, ...(after && { after }) }, never);
        const names = [...page.uploads.map(({ key }) => key), ...page.commonPrefixes].sort();
        expect(names.length).toBeLessThanOrEqual(limit);
        entries.push(...names);
        if (!page.next) return entries;
        after = page.next;
      }
    }

    test("in order of key, then id, as they were started", async () => {
      const uploads = [await start("b"), await start("a"), await start("b")];
      await start("c");
      const page = await store().listUploads({ bucket, limit: 3 }, never);
      const byId = (a: Upload, b: Upload) => (a.id < b.id ? -1 : 1);
      const expected = [uploads[1]!, ...[uploads[0]!, uploads[2]!].sort(byId)];
      expect(page.uploads.map(({ key, id }) => [key, id])).toEqual(expected.map(({ key, id }) => [key, id]));
      expect(page.uploads[0]?.initiatedAt).toEqual(about(Date.now()));
      expect(page.next).toEqual({ key: "b", id: expected[2]?.id });
      expect(await walk({}, 1)).toEqual(["a", "b", "b", "c"]);
      // Without an id all of the key's are passed.
      expect(await walk({ after: { key: "b" } }, 2)).toEqual(["c"]);
      expect(await walk({ after: { key: "b", id: expected[1]!.id } }, 2)).toEqual(["b", "c"]);
    });

    test.each<[string, Partial<UploadsQuery>, string[]]>([
      ["all", {}, ["dir/a", "dir/a", "dir/sub/x", "dir/sub/y", "dir0", "z"]],
      ["folders of the root", { delimiter: "/" }, ["dir/", "dir0", "z"]],
      ["a prefix", { prefix: "dir/" }, ["dir/a", "dir/a", "dir/sub/x", "dir/sub/y"]],
      ["a prefix and folders", { prefix: "dir/", delimiter: "/" }, ["dir/a", "dir/a", "dir/sub/"]],
      ["after a folder, nothing below it", { delimiter: "/", after: { key: "dir/" } }, ["dir0", "z"]],
      ["after a key that is not there", { after: { key: "dir/b" } }, ["dir/sub/x", "dir/sub/y", "dir0", "z"]],
    ])("%s", async (_, query, expected) => {
      for (const key of ["z", "dir/a", "dir/sub/y", "dir/sub/x", "dir0", "dir/a"]) await start(key);
      for (const limit of [1, 2, 1000]) expect(await walk(query, limit)).toEqual(expected);
    });
  });
}
