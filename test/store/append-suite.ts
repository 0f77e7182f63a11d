import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { AppendOptions } from "../../src/service/ports.js";
import { at, crc64, md5, never, plain, type SuiteUse } from "./suite-use.js";

/** Growing objects: what every store does. */
export function describeAppends({ store, put, read, keys }: SuiteUse): void {
  const append = (key: string, position: number, body: string | Buffer, options: Partial<AppendOptions> = {}) =>
    store().append(at(key), Readable.from([body]), { ...plain, position, ...options }, never);

  describe("appending", () => {
    test("makes an object, then makes it longer", async () => {
      const headers = { contentType: "text/csv", cacheControl: "no-cache", metadata: { a: "1" } };
      const first = await append("a", 0, "12345", { ...headers, acl: "public-read", expectedBytes: 5 });
      expect(first).toMatchObject({ ...at("a"), ...headers, byteSize: 5, acl: "public-read", type: "Appendable" });
      expect(first.crc64).toBe(crc64("12345"));

      // Headers and ACL count for the first time only.
      const grown = await append("a", 5, "6789", { contentType: "image/png", metadata: { b: "2" }, acl: "private" });
      expect(grown).toMatchObject({ ...headers, byteSize: 9, acl: "public-read", type: "Appendable" });
      expect(grown.crc64).toBe("11051210869376104954");
      expect(grown.etag).toMatch(/^[0-9A-F]{32}$/);
      expect(new Set([first.etag, grown.etag]).size).toBe(2);
      expect(grown.version).not.toBe(first.version);
      expect(await store().find(at("a"), never)).toStrictEqual(grown);
      expect(String(await read(grown))).toBe("123456789");
      await expect(read(first)).rejects.toMatchObject({ code: "NoSuchKey" });
    });

    test("nothing is an append too", async () => {
      expect(await append("a", 0, "")).toMatchObject({ byteSize: 0, crc64: "0", type: "Appendable" });
      await append("a", 0, "some");
      const same = await append("a", 4, "");
      expect(same).toMatchObject({ byteSize: 4, crc64: crc64("some") });
      expect(String(await read(same))).toBe("some");
    });

    test("forgets what was seen of the image", async () => {
      await store().keepInspection(await append("a", 0, "x"), { state: "not-image", reason: "short" }, never);
      expect(await append("a", 1, "y")).not.toHaveProperty("inspection");
      expect(await store().find(at("a"), never)).not.toHaveProperty("inspection");
    });

    test("leaves an ACL that was set meanwhile", async () => {
      await append("a", 0, "x");
      const body = new PassThrough();
      const growing = store().append(at("a"), body, { ...plain, position: 1 }, never);
      body.write("y");
      await store().setObjectAcl(at("a"), "public-read", never);
      body.end();
      expect(await growing).toMatchObject({ acl: "public-read" });
      expect(await store().find(at("a"), never)).toMatchObject({ acl: "public-read", byteSize: 2 });
    });

    test("anywhere but at the end is refused, and so is an object that was put", async () => {
      await append("a", 0, "123");
      for (const position of [0, 2, 4])
        await expect(append("a", position, "x")).rejects.toMatchObject({
          code: "PositionNotEqualToLength",
          details: { position, length: 3 },
        });
      await expect(append("b", 1, "x")).rejects.toMatchObject({ code: "PositionNotEqualToLength" });
      await put("c", "123");
      for (const position of [0, 3])
        await expect(append("c", position, "x")).rejects.toMatchObject({ code: "ObjectNotAppendable" });
      expect(String(await read((await store().find(at("a"), never))!))).toBe("123");
      expect(await keys()).toEqual(["a", "c"]);
    });

    test.each<[string, Partial<AppendOptions>, string]>([
      ["fewer bytes than announced", { expectedBytes: 6 }, "RequestTimeout"],
      ["more bytes than announced", { expectedBytes: 4 }, "RequestTimeout"],
      ["another MD5", { expectedMd5: md5("other", "base64") }, "InvalidDigest"],
    ])("%s changes nothing", async (_, options, code) => {
      await expect(append("a", 0, "bytes", options)).rejects.toMatchObject({ code });
      expect(await keys()).toEqual([]);
      const before = await append("a", 0, "before");
      await expect(append("a", 6, "bytes", options)).rejects.toMatchObject({ code });
      expect(String(await read(before))).toBe("before");
      // The MD5 is that of what comes, not of the whole.
      await append("a", 6, "bytes", { expectedMd5: md5("bytes", "base64") });
    });

    test("whose body breaks, or whose caller leaves, changes nothing", async () => {
      const before = await append("a", 0, "before");
      const stop = new AbortController();
      const body = new Readable({ read() {} });
      body.push("half of it");
      const growing = store().append(at("a"), body, { ...plain, position: 6 }, stop.signal);
      setImmediate(() => stop.abort(new Error("the client left")));
      await expect(growing).rejects.toThrow("the client left");
      expect(await store().find(at("a"), never)).toStrictEqual(before);
    });

    test("needs a bucket", async () => {
      const absent = { bucket: parseBucketName("absent"), key: parseObjectKey("a") };
      const growing = store().append(absent, Readable.from(["x"]), { ...plain, position: 0 }, never);
      await expect(growing).rejects.toMatchObject({ code: "NoSuchBucket" });
    });

    test("by many at once is won by one at each position, and nothing is lost", async () => {
      const writers = 8;
      const won: string[] = [];
      let position = 0;
      for (let round = 0; round < 5; round++) {
        const pieces = Array.from({ length: writers }, (_, i) => `${round}:${i} `);
        const results = await Promise.allSettled(pieces.map((piece) => append("log", position, piece)));
        const winners = pieces.filter((_, i) => results[i]?.status === "fulfilled");
        expect(winners).toHaveLength(1);
        for (const each of results)
          if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "PositionNotEqualToLength" });
        won.push(winners[0]!);
        position += winners[0]!.length;
      }
      const object = (await store().find(at("log"), never))!;
      expect(String(await read(object))).toBe(won.join(""));
      expect(object.crc64).toBe(crc64(won.join("")));
    });

    test("large and small pieces in turn, read whole and in ranges", async () => {
      const pieces = [1_200_000, 10, 1_048_576, 1, 0, 300_000].map((size, i) => Buffer.alloc(size, `piece ${i}`));
      const whole = Buffer.concat(pieces);
      let object = await append("a", 0, "");
      for (const piece of pieces) object = await append("a", object.byteSize, piece);
      expect(object).toMatchObject({ byteSize: whole.length, crc64: crc64(whole) });
      expect((await read(object)).equals(whole)).toBe(true);
      for (const [start, end] of [
        [0, 0],
        [1_199_999, 1_200_010],
        [1_200_003, 2_248_586],
        [2_248_585, 2_248_600],
        [5, whole.length - 1],
      ] as const)
        expect((await read(object, { start, end })).equals(whole.subarray(start, end + 1))).toBe(true);
    });
  });
}
