import { readFile } from "node:fs/promises";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assertNever } from "../../src/base/assert-never.js";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { ListedObject, PutOptions, Store } from "../../src/service/ports.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { describeAppends } from "./append-suite.js";
import { describeCopies } from "./copy-suite.js";
import { describeMultipart } from "./multipart-suite.js";
import { describeStyles } from "./styles-suite.js";
import { at, bucket, crc64, md5, never, plain, type SuiteUse } from "./suite-use.js";

export interface OpenStore {
  readonly store: Store;
  /** For a store that tells equal bytes apart only when they were not written in the same second. */
  nextVersion?(): Promise<void>;
  close(): Promise<void>;
}

/** What every store does, run against one made by `open` for each test and closed by `close`. */
export function describeStore(name: string, open: () => Promise<OpenStore>): void {
  describe(name, () => {
    let store: Store;
    let close: () => Promise<void>;
    let nextVersion: () => Promise<void>;
    beforeEach(async () => {
      ({ store, close, nextVersion = async () => {} } = await open());
      await store.createBucket(bucket, undefined, never);
    });
    afterEach(() => close());

    const put = (key: string, body: string | Buffer | Readable, options: Partial<PutOptions> = {}) =>
      store.put(at(key), body instanceof Readable ? body : Readable.from([body]), { ...plain, ...options }, never);
    const read = async (object: ListedObject, range?: { start: number; end: number }) =>
      buffer(await store.open(object, range, never));
    const keys = async () => (await store.list({ bucket, limit: 1000 }, never)).objects.map((each) => each.key);

    const use: SuiteUse = { store: () => store, put, read, keys, nextVersion: () => nextVersion() };

    describe("buckets", () => {
      test("are private unless told otherwise", async () => {
        expect(await store.findBucket(bucket, never)).toMatchObject({ name: bucket, acl: "private" });
      });

      test("that exist are left, but for an ACL that is given", async () => {
        const made = await store.createBucket(bucket, undefined, never);
        expect(await store.createBucket(bucket, "public-read", never)).toEqual({ ...made, acl: "public-read" });
        expect(await store.createBucket(bucket, undefined, never)).toEqual({ ...made, acl: "public-read" });
        expect(await store.findBucket(bucket, never)).toEqual({ ...made, acl: "public-read" });
      });

      test("change what is given of their policy", async () => {
        const made = await store.createBucket(bucket, undefined, never);
        expect(made).toMatchObject({ styleSeparators: [], sourceProtection: [], fallbackImage: undefined });
        const fallbackImage = parseObjectKey("没有.png");
        const change = { styleSeparators: ["!"], sourceProtection: [{ prefix: "raw/" }], fallbackImage } as const;
        expect(await store.updateBucket(bucket, change, never)).toEqual({ ...made, ...change });
        expect(await store.createBucket(bucket, "public-read", never)).toEqual({
          ...made,
          ...change,
          acl: "public-read",
        });
        const none = await store.updateBucket(bucket, { fallbackImage: undefined }, never);
        expect(none).toEqual({ ...made, ...change, acl: "public-read", fallbackImage: undefined });
        expect(await store.findBucket(bucket, never)).toEqual(none);
        expect(await store.updateBucket(parseBucketName("absent"), change, never)).toBeUndefined();
      });

      test("are listed page by page", async () => {
        for (const name of ["bbb", "aaa", "ccc"]) await store.createBucket(parseBucketName(name), undefined, never);
        const page = await store.listBuckets({ limit: 2 }, never);
        expect(page).toMatchObject({ buckets: [{ name: "aaa" }, { name: "bbb" }], next: "bbb" });
        const rest = await store.listBuckets({ limit: 2, after: "bbb" }, never);
        expect(rest.buckets.map((each) => each.name)).toEqual(["ccc", bucket]);
        expect(rest).not.toHaveProperty("next");
      });

      test("are deleted only when empty", async () => {
        await put("a", "x");
        await expect(store.deleteBucket(bucket, never)).rejects.toMatchObject({ code: "BucketNotEmpty" });
        await store.delete(at("a"), never);
        expect(await store.deleteBucket(bucket, never)).toBe(true);
        expect(await store.deleteBucket(bucket, never)).toBe(false);
        expect(await store.findBucket(bucket, never)).toBeUndefined();
      });
    });

    describe("a put", () => {
      test.each([
        ["some text", Buffer.from("123456789"), "11051210869376104954"],
        ["nothing", Buffer.alloc(0), "0"],
        ["a megabyte and a bit", Buffer.alloc(1_048_577, "imgraph"), undefined],
      ])("of %s gives the bytes back, with their checksums", async (_, bytes, crc64) => {
        const object = await put("a", bytes, { expectedBytes: bytes.length, expectedMd5: md5(bytes, "base64") });
        expect(object).toMatchObject({
          ...at("a"),
          byteSize: bytes.length,
          etag: md5(bytes).toUpperCase(),
          type: "Normal",
        });
        if (crc64 !== undefined) expect(object.crc64).toBe(crc64);
        expect(await store.find(at("a"), never)).toStrictEqual(object);
        expect((await read(object)).equals(bytes)).toBe(true);
      });

      test("keeps headers, metadata and ACL", async () => {
        const options: PutOptions = {
          contentType: "image/jpeg",
          cacheControl: "max-age=60",
          contentDisposition: "attachment; filename=a.jpg",
          contentEncoding: "identity",
          contentLanguage: "zh",
          expires: "0",
          metadata: { author: "李白" },
          acl: "public-read",
        };
        const object = await put("a", "x", options);
        expect(object).toMatchObject(options);
        expect(await store.find(at("a"), never)).toStrictEqual(object);
        expect(await put("a", "x")).not.toHaveProperty("cacheControl");
      });

      test("is a new version each time, also of the same bytes", async () => {
        const first = await put("a", "same");
        await nextVersion();
        const second = await put("a", "same");
        expect(second.version).not.toBe(first.version);
        expect(second.etag).toBe(first.etag);
        await expect(read(first)).rejects.toMatchObject({ code: "NoSuchKey" });
        expect(String(await read(second))).toBe("same");
      });

      const awkward = [
        ".",
        "..",
        "a/../../b",
        "a//b",
        "a/",
        "con",
        "a b+c%2F",
        "a\u0000b",
        "\n",
        "*?:<>|\"'&",
        "🙂",
        "中/文",
        "\uffff",
      ];
      test.each([...awkward, "é", "e\u0301", "A", "a", "x".repeat(1023)])("under any key: %j", async (key) => {
        const object = await put(key, key);
        expect(object.key).toBe(key);
        expect(String(await read(object))).toBe(key);
        expect(await keys()).toEqual([key]);
      });

      test.each<[string, Partial<PutOptions>, string]>([
        ["fewer bytes than announced", { expectedBytes: 6 }, "RequestTimeout"],
        ["more bytes than announced", { expectedBytes: 4 }, "RequestTimeout"],
        ["bytes though none were announced", { expectedBytes: 0 }, "RequestTimeout"],
        ["another MD5", { expectedMd5: md5("other", "base64") }, "InvalidDigest"],
        ["no MD5 at all", { expectedMd5: "bogus" }, "InvalidDigest"],
        ["an MD5 in hex", { expectedMd5: md5("bytes") }, "InvalidDigest"],
      ])("of %s stores nothing", async (_, options, code) => {
        await expect(put("a", "bytes", options)).rejects.toMatchObject({ code });
        expect(await keys()).toEqual([]);
        const before = await put("a", "before");
        await expect(put("a", "bytes", options)).rejects.toMatchObject({ code });
        expect(String(await read(before))).toBe("before");
      });

      test("that failed has let go of the signal: an abort after it leaves the body alone", async () => {
        const stop = new AbortController();
        const body = new PassThrough();
        body.write("too much");
        await expect(store.put(at("a"), body, { ...plain, expectedBytes: 3 }, stop.signal)).rejects.toMatchObject({
          code: "RequestTimeout",
        });
        stop.abort();
        expect(body.destroyed).toBe(false);
      });

      test("needs a bucket, and leaves the body to its owner without one", async () => {
        const body = new PassThrough();
        const absent = { bucket: parseBucketName("absent"), key: parseObjectKey("a") };
        await expect(store.put(absent, body, plain, never)).rejects.toMatchObject({ code: "NoSuchBucket" });
        expect(body.destroyed).toBe(false);
      });

      test("replaces nothing when that is forbidden", async () => {
        const first = await put("a", "first", { forbidOverwrite: true });
        await expect(put("a", "second", { forbidOverwrite: true })).rejects.toMatchObject({
          code: "FileAlreadyExists",
        });
        expect(String(await read(first))).toBe("first");
      });

      test("forbidden to replace is won by one of two at once", async () => {
        const results = await Promise.allSettled([1, 2].map((n) => put("a", `${n}`, { forbidOverwrite: true })));
        expect(results.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
        expect(results.find((each) => each.status === "rejected")).toMatchObject({
          reason: { code: "FileAlreadyExists" },
        });
        const winner = results.find((each) => each.status === "fulfilled")!.value;
        expect(String(await read(winner))).toMatch(/^[12]$/);
      });

      test("that is aborted in the middle stores nothing and gives the reason", async () => {
        const stop = new AbortController();
        let asked = 0;
        const body = new Readable({
          read() {
            if (asked++ === 0) this.push("half of it");
            else stop.abort(new Error("the client left"));
          },
        });
        const putting = store.put(at("a"), body, plain, stop.signal);
        await expect(putting).rejects.toThrow("the client left");
        expect(body.destroyed).toBe(true);
        expect(await keys()).toEqual([]);
      });

      test("whose body breaks stores nothing", async () => {
        const broken = async function* () {
          yield Buffer.from("half of it");
          throw new Error("the source broke");
        };
        await expect(put("a", Readable.from(broken()))).rejects.toThrow("the source broke");
        const cut = new PassThrough();
        cut.write("half of it");
        setImmediate(() => cut.destroy());
        await expect(put("a", cut)).rejects.toMatchObject({ code: "RequestTimeout" });
        expect(await keys()).toEqual([]);
      });

      test("takes a slow body no faster than it comes, and others pass it meanwhile", async () => {
        const slow = new PassThrough();
        slow.write("slow ");
        const putting = put("slow", slow);
        await put("quick", "quick");
        expect(await keys()).toEqual(["quick"]);
        slow.end("body");
        expect(String(await read(await putting))).toBe("slow body");
      });
    });

    describe("reading", () => {
      test.each([
        [{ start: 0, end: 0 }, "0"],
        [{ start: 3, end: 5 }, "345"],
        [{ start: 9, end: 9 }, "9"],
        [{ start: 0, end: 9 }, "0123456789"],
      ])("a range %j", async (range, expected) => {
        const object = await put("a", "0123456789");
        expect(String(await read(object, range))).toBe(expected);
        expect(String(await store.read(object, range, never))).toBe(expected);
      });

      test("ends as it began, whatever happens to the key meanwhile", async () => {
        const bytes = Buffer.alloc(3_000_000, "old");
        const object = await put("a", bytes);
        const stream = await store.open(object, undefined, never);
        await put("a", "new");
        await store.delete(at("a"), never);
        expect((await buffer(stream)).equals(bytes)).toBe(true);
      });

      test("a file stays until it is released", async () => {
        const object = await put("a", "old");
        const [one, two] = [await store.file(object, never), await store.file(object, never)];
        await put("a", "new");
        await one.release();
        await one.release();
        expect(String(await readFile(two.path))).toBe("old");
        await two.release();
        await expect(store.file(object, never)).rejects.toMatchObject({ code: "NoSuchKey" });
      });

      test("what is gone is NoSuchKey", async () => {
        const object = await put("a", "x");
        expect(await store.delete(at("a"), never)).toBe(true);
        expect(await store.delete(at("a"), never)).toBe(false);
        expect(await store.find(at("a"), never)).toBeUndefined();
        await expect(store.open(object, undefined, never)).rejects.toMatchObject({ code: "NoSuchKey" });
        await expect(store.read(object, undefined, never)).rejects.toMatchObject({ code: "NoSuchKey" });
        await expect(store.file(object, never)).rejects.toMatchObject({ code: "NoSuchKey" });
      });

      test("nothing at once", async () => {
        expect(await store.read(await put("a", ""), undefined, never)).toEqual(Buffer.alloc(0));
      });

      test("that is aborted before anybody reads harms nobody", async () => {
        const stop = new AbortController();
        const stream = await store.open(await put("a", "x"), undefined, stop.signal);
        stop.abort();
        await new Promise(setImmediate);
        expect(stream.destroyed).toBe(true);
        await expect(buffer(stream)).rejects.toThrow();
      });

      test("stops when it is aborted", async () => {
        const stop = new AbortController();
        const stream = await store.open(await put("a", Buffer.alloc(3_000_000)), undefined, stop.signal);
        setImmediate(() => stop.abort());
        await expect(buffer(stream)).rejects.toMatchObject({ name: "AbortError" });
        expect(stream.destroyed).toBe(true);
      });
    });

    describeCopies(use);
    describeAppends(use);
    describeStyles(() => store);
    describeMultipart(use);

    test("equal content written, copied, read and deleted at once is never lost", { timeout: 120_000 }, async () => {
      type Step =
        | { do: "put" | "append" | "upload"; key: string; content: string }
        | { do: "copy"; key: string; to: string }
        | { do: "delete" | "read"; key: string };
      const key = fc.constantFrom("a", "b", "c");
      const content = fc.constantFrom("one", "two");
      const step: fc.Arbitrary<Step> = fc.oneof(
        fc.record({ do: fc.constantFrom("put" as const, "append" as const, "upload" as const), key, content }),
        fc.record({ do: fc.constant("copy" as const), key, to: key }),
        fc.record({ do: fc.constantFrom("delete" as const, "read" as const), key }),
      );
      const checkFile = async (key: string) => {
        const object = await store.find(at(key), never);
        if (!object) return;
        const file = await store.file(object, never);
        const bytes = await readFile(file.path);
        await file.release();
        expect(crc64(bytes)).toBe(object.crc64);
      };
      const run = async (each: Step): Promise<unknown> => {
        switch (each.do) {
          case "put":
            return put(each.key, each.content);
          case "append": {
            const position = (await store.find(at(each.key), never))?.byteSize ?? 0;
            return store.append(at(each.key), Readable.from([each.content]), { ...plain, position }, never);
          }
          case "upload": {
            const upload = await store.startUpload(at(each.key), plain, never);
            await store.putPart(upload, 1, Readable.from([each.content]), {}, never);
            return store.completeUpload(upload, { parts: "all" }, never);
          }
          case "copy": {
            const source = await store.find(at(each.key), never);
            return source && store.copy(source, at(each.to), {}, never);
          }
          case "delete":
            return store.delete(at(each.key), never);
          case "read":
            return checkFile(each.key);
          default:
            return assertNever(each);
        }
      };
      // Found and then gone, or grown by another, is an answer; found and then wrong is what must not be.
      const refusals = ["NoSuchKey", "PositionNotEqualToLength", "ObjectNotAppendable"];
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
          for (const each of await Promise.allSettled(steps.map(run)))
            if (each.status === "rejected") expect(refusals, String(each.reason)).toContain(each.reason.code);
          for (const { key } of (await store.list({ bucket, limit: 10 }, never)).objects) {
            const object = (await store.find(at(key), never))!;
            expect(crc64(await read(object))).toBe(object.crc64);
          }
        }),
        { numRuns: scaled(1_000), seed },
      );
    });

    test("records: ACL, inspection, listing, styles", async () => {
      const object = await put("dir/a", "x");
      await put("z", "x");
      expect(await store.setObjectAcl(at("dir/a"), "private", never)).toBe(true);
      expect(await store.setObjectAcl(at("none"), "private", never)).toBe(false);
      const inspection = { state: "not-image", reason: "text" } as const;
      await store.keepInspection(object, inspection, never);
      expect(await store.find(at("dir/a"), never)).toStrictEqual({ ...object, acl: "private", inspection });
      expect(await store.list({ bucket, delimiter: "/", limit: 1 }, never)).toStrictEqual({
        objects: [],
        commonPrefixes: ["dir/"],
        next: "dir/",
      });
      const style = parseStyleName("small");
      const made = await store.putStyle(bucket, style, { content: "image/resize,w_100" }, never);
      expect(await store.findStyle(bucket, style, never)).toEqual(made);
      expect(await store.listStyles(bucket, never)).toEqual([made]);
      expect(await store.deleteStyle(bucket, style, never)).toBe(true);
      expect(await store.findStyle(bucket, style, never)).toBeUndefined();
    });

    test("an inspection of a replaced version is dropped", async () => {
      const old = await put("a", "x");
      await nextVersion();
      const object = await put("a", "x");
      await store.keepInspection(old, { state: "not-image", reason: "old" }, never);
      expect(await store.find(at("a"), never)).toStrictEqual(object);
    });

    test("nothing starts for a caller that has left", async () => {
      const object = await put("a", "x");
      const upload = await store.startUpload(at("b"), plain, never);
      const left = AbortSignal.abort(new Error("left"));
      const style = parseStyleName("small");
      const calls: Promise<unknown>[] = [
        store.createBucket(parseBucketName("new"), undefined, left),
        store.findBucket(bucket, left),
        store.listBuckets({ limit: 1 }, left),
        store.updateBucket(bucket, { acl: "public-read" }, left),
        store.deleteBucket(bucket, left),
        store.put(at("b"), Readable.from(["x"]), plain, left),
        store.find(at("a"), left),
        store.open(object, undefined, left),
        store.file(object, left),
        store.delete(at("a"), left),
        store.setObjectAcl(at("a"), "private", left),
        store.list({ bucket, limit: 1 }, left),
        store.keepInspection(object, { state: "not-image", reason: "" }, left),
        store.putStyle(bucket, style, { content: "image/info" }, left),
        store.findStyle(bucket, style, left),
        store.listStyles(bucket, left),
        store.deleteStyle(bucket, style, left),
        store.findStyleVersion(bucket, style, 1, left),
        store.listStyleVersions(bucket, style, left),
        store.copy(object, at("b"), {}, left),
        store.append(at("b"), Readable.from(["x"]), { ...plain, position: 0 }, left),
        store.deleteMany(bucket, [object.key], left),
        store.startUpload(at("b"), plain, left),
        store.findUpload(at("b"), upload.id, left),
        store.listUploads({ bucket, limit: 1 }, left),
        store.putPart(upload, 1, Readable.from(["x"]), {}, left),
        store.copyPart(upload, 1, object, undefined, left),
        store.listParts(upload, { limit: 1 }, left),
        store.completeUpload(upload, { parts: "all" }, left),
        store.abortUpload(upload, left),
        store.check(left),
      ];
      for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ reason: { message: "left" } });
      expect(await keys()).toEqual(["a"]);
      expect(await store.findUpload(at("b"), upload.id, never)).toBeDefined();
    });

    test("says that it works", async () => {
      await expect(store.check(never)).resolves.toBeUndefined();
    });
  });
}
