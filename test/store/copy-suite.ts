import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { CopyOptions, ObjectHeaders, StoredObject } from "../../src/service/ports.js";
import { at, bucket, crc64, never, plain, type SuiteUse } from "./suite-use.js";

/** Copying and deleting many: what every store does. */
export function describeCopies({ store, put, read, keys, nextVersion }: SuiteUse): void {
  const copy = (source: StoredObject, key: string, options: CopyOptions = {}) =>
    store().copy(source, at(key), options, never);
  const headers: ObjectHeaders = { contentType: "image/png", cacheControl: "no-store", metadata: { new: "1" } };

  describe("a copy", () => {
    test("has the bytes, their checksums and the headers, and is an object of its own", async () => {
      const source = await put("a", "bytes", {
        cacheControl: "no-cache",
        metadata: { who: "李白" },
        acl: "public-read",
      });
      await nextVersion();
      const made = await copy(source, "b");
      expect(made).toStrictEqual({
        ...source,
        ...at("b"),
        version: expect.any(String),
        lastModified: expect.any(Number),
        acl: "default",
      });
      expect(made.version).not.toBe(source.version);
      expect(await store().find(at("b"), never)).toStrictEqual(made);
      await store().delete(at("a"), never);
      expect(String(await read(made))).toBe("bytes");
    });

    test("takes other headers instead, all of them, and an ACL", async () => {
      const source = await put("a", "bytes", { contentDisposition: "attachment", metadata: { old: "1" } });
      const made = await copy(source, "b", { headers, acl: "private" });
      expect(made).toMatchObject({ ...headers, acl: "private", etag: source.etag, crc64: source.crc64 });
      expect(made.metadata).toEqual({ new: "1" });
      expect(made).not.toHaveProperty("contentDisposition");
    });

    test("keeps what was seen of the image", async () => {
      const inspection = { state: "not-image", reason: "text" } as const;
      await store().keepInspection(await put("a", "bytes"), inspection, never);
      const source = (await store().find(at("a"), never))!;
      await copy(source, "b");
      expect(await store().find(at("b"), never)).toMatchObject({ inspection });
      await copy(source, "a", { headers });
      expect(await store().find(at("a"), never)).toMatchObject({ ...headers, inspection });
    });

    test("goes into another bucket", async () => {
      const other = parseBucketName("other");
      await store().createBucket(other, undefined, never);
      const source = await put("a", "bytes");
      const target = { bucket: other, key: parseObjectKey("a") };
      const made = await store().copy(source, target, {}, never);
      expect(String(await read(made))).toBe("bytes");
      await store().delete(target, never);
      expect(String(await read(source))).toBe("bytes");
    });

    test("onto itself changes the headers and is another version", async () => {
      const source = await put("a", "bytes");
      await nextVersion();
      const made = await copy(source, "a", { headers });
      expect(made).toMatchObject({ ...headers, etag: source.etag, type: "Normal" });
      expect(String(await read(made))).toBe("bytes");
      await expect(read(source)).rejects.toMatchObject({ code: "NoSuchKey" });
      expect(await keys()).toEqual(["a"]);
    });

    test("of what grew or was put together is whole; the one can still grow when it only got other headers", async () => {
      const first = await store().append(at("a"), Readable.from(["one "]), { ...plain, position: 0 }, never);
      const grown = await store().append(
        at("a"),
        Readable.from(["two"]),
        { ...plain, position: first.byteSize },
        never,
      );
      const made = await copy(grown, "b");
      expect(made).toMatchObject({ etag: grown.etag, crc64: crc64("one two"), type: "Normal" });
      expect(await copy(grown, "a", { headers })).toMatchObject({ ...headers, type: "Appendable" });
      await store().append(at("a"), Readable.from([" three"]), { ...plain, position: 7 }, never);
      expect(String(await read((await store().find(at("a"), never))!))).toBe("one two three");
      await store().delete(at("a"), never);
      expect(String(await read(made))).toBe("one two");
      expect(String(await read(made, { start: 2, end: 5 }))).toBe("e tw");
    });

    test("replaces what is there, but not when that is forbidden", async () => {
      const source = await put("a", "new");
      const old = await put("b", "old");
      await expect(copy(source, "b", { forbidOverwrite: true })).rejects.toMatchObject({ code: "FileAlreadyExists" });
      expect(String(await read(old))).toBe("old");
      expect(String(await read(await copy(source, "b")))).toBe("new");
      await expect(read(old)).rejects.toMatchObject({ code: "NoSuchKey" });
    });

    test("needs its source as it was found, and the bucket it goes to", async () => {
      const old = await put("a", "old");
      const source = await put("a", "new");
      await expect(copy(old, "b")).rejects.toMatchObject({ code: "NoSuchKey" });
      await expect(copy(old, "a", { headers })).rejects.toMatchObject({ code: "NoSuchKey" });
      const absent = { bucket: parseBucketName("absent"), key: parseObjectKey("a") };
      await expect(store().copy(source, absent, {}, never)).rejects.toMatchObject({ code: "NoSuchBucket" });
      await store().delete(at("a"), never);
      await expect(copy(source, "b")).rejects.toMatchObject({ code: "NoSuchKey" });
      expect(await keys()).toEqual([]);
    });
  });

  test("many are deleted at once, silently where there is none", async () => {
    for (const key of ["a", "b", "c", "d"]) await put(key, "the same");
    const names = ["b", "none", "d", "b"].map((key) => at(key).key);
    await store().deleteMany(bucket, names, never);
    expect(await keys()).toEqual(["a", "c"]);
    expect(String(await read((await store().find(at("a"), never))!))).toBe("the same");
    const all = Array.from({ length: 996 }, (_, i) => at(`none-${i}`).key);
    await store().deleteMany(bucket, [...names, ...all].slice(0, 1000), never);
    expect(await keys()).toEqual(["a", "c"]);
  });
}
