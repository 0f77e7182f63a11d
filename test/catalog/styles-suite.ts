import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { StyleParameter } from "../../src/pipeline/style-parameter.js";
import type { Catalog } from "../../src/service/ports.js";
import { bucket, bucketOf } from "./records.js";

const other = parseBucketName("other");
const small = parseStyleName("Small");
const width: StyleParameter = {
  name: "width",
  description: "of the box",
  targets: [{ action: "resize", argument: "width", occurrence: 0 }],
  min: 10,
};

/** Styles and what they have been; `open` gives a catalog with the bucket. */
export function describeStyles(open: () => Catalog): void {
  const put = (content: string, now: number, rest: Partial<Parameters<Catalog["putStyle"]>[2]> = {}) =>
    open().putStyle(bucket, small, { content, ...rest }, now);
  const versions = async () => (await open().styleVersions.list(bucket, small)).map(({ version }) => version);

  describe("styles", () => {
    test("are found as they were put; putting again keeps the first time", async () => {
      const first = await put("image/resize,w_100", 5, { parameters: [width], changedBy: "admin" });
      const facts = { bucket, name: small, content: "image/resize,w_100", version: 1, changedBy: "admin" };
      expect(first).toEqual({ ...facts, parameters: [width], createdAt: 5, updatedAt: 5 });
      const second = await put("image/info", 9);
      const again = { bucket, name: small, content: "image/info", version: 2, parameters: [width] };
      expect(second).toEqual({ ...again, createdAt: 5, updatedAt: 9 });
      expect(await open().findStyle(bucket, small)).toEqual(second);
      expect(await open().styleVersions.find(bucket, small, 1)).toEqual(first);
      expect(await open().styleVersions.find(bucket, small, 3)).toBeUndefined();
    });

    test("have case-sensitive names and belong to a bucket", async () => {
      await put("image/info", 1);
      expect(await open().findStyle(bucket, parseStyleName("small"))).toBeUndefined();
      expect(await open().findStyle(other, small)).toBeUndefined();
      const elsewhere = open().putStyle(other, small, { content: "image/info" }, 1);
      await expect(elsewhere).rejects.toMatchObject({ code: "NoSuchBucket" });
    });

    test("are listed by name and deleted once, with their versions", async () => {
      for (const name of ["b", "A", "a"])
        await open().putStyle(bucket, parseStyleName(name), { content: "image/info" }, 1);
      expect((await open().listStyles(bucket)).map((each) => each.name)).toEqual(["A", "a", "b"]);
      expect(await open().deleteStyle(bucket, parseStyleName("a"))).toBe(true);
      expect(await open().deleteStyle(bucket, parseStyleName("a"))).toBe(false);
      expect((await open().listStyles(bucket)).map((each) => each.name)).toEqual(["A", "b"]);
      expect(await open().styleVersions.find(bucket, parseStyleName("a"), 1)).toBeUndefined();
    });

    test("are at most fifty in a bucket", async () => {
      const at = (i: number) => parseStyleName(`s${i}`);
      for (let i = 0; i < 50; i++) await open().putStyle(bucket, at(i), { content: "image/resize,w_1" }, 1);
      await expect(put("image/info", 1)).rejects.toMatchObject({
        code: "InvalidArgument",
        details: { name: "styleName" },
      });
      await open().putStyle(bucket, at(7), { content: "image/info" }, 1);
      expect(await open().listStyles(bucket)).toHaveLength(50);
    });

    test("what changes nothing is no new version, and is stored again all the same", async () => {
      await put("image/info", 1, { parameters: [width] });
      await put("image/info", 2);
      expect(await put("image/info", 3, { parameters: [width] })).toMatchObject({ version: 1, updatedAt: 3 });
      expect(await versions()).toEqual([1]);
      expect(await put("image/info", 4, { parameters: [] })).toMatchObject({ version: 2, parameters: [] });
    });

    test("are put over the version that is named, and no other", async () => {
      await expect(put("image/info", 1, { over: 1 })).rejects.toMatchObject({ code: "NoSuchStyle" });
      await put("image/info", 1);
      await put("image/resize,w_1", 2, { over: 1 });
      const late = put("image/resize,w_2", 3, { over: 1 });
      await expect(late).rejects.toMatchObject({ code: "StyleChanged", details: { version: 2, expected: 1 } });
      expect((await open().findStyle(bucket, small))?.content).toBe("image/resize,w_1");
    });

    test("of those who change it over the same version one succeeds", async () => {
      await put("image/info", 1);
      const all = [1, 2, 3, 4].map((i) => put(`image/resize,w_${i}`, i, { over: 1 }));
      const outcomes = await Promise.allSettled(all);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
      expect(await versions()).toEqual([2, 1]);
    });

    test("the last hundred versions are kept, and listed backwards", async () => {
      for (let i = 1; i <= 103; i++) await put(`image/resize,w_${i}`, i);
      expect(await versions()).toEqual(Array.from({ length: 100 }, (_, i) => 103 - i));
      const last = (await open().styleVersions.list(bucket, small)).slice(0, 2);
      expect(last.map(({ content, updatedAt }) => [content, updatedAt])).toEqual([
        ["image/resize,w_103", 103],
        ["image/resize,w_102", 102],
      ]);
    });
  });

  describe("versions of styles that live elsewhere", () => {
    const style = { bucket: other, name: small, content: "image/info", createdAt: 1, updatedAt: 2 };

    test("are written down as they are seen, with the parameters of the one before", async () => {
      const { styleVersions } = open();
      expect(await styleVersions.match(style)).toBeUndefined();
      const first = await styleVersions.record(style, { parameters: [width], changedBy: "key k" });
      expect(await styleVersions.match({ ...style, updatedAt: 7 })).toEqual({ ...first, updatedAt: 7 });
      const changed = { ...style, content: "image/resize,w_1", updatedAt: 9 };
      expect(await styleVersions.match(changed)).toBeUndefined();
      const second = { ...changed, version: 2, parameters: [width] };
      expect(await styleVersions.record(changed)).toEqual(second);
      expect(await styleVersions.list(other, small)).toEqual([second, first]);
    });

    test("are forgotten by style and by bucket", async () => {
      const { styleVersions } = open();
      const large = { ...style, name: parseStyleName("large") };
      for (const each of [style, large]) await styleVersions.record(each);
      await styleVersions.forget(other, small);
      expect(await styleVersions.find(other, small, 1)).toBeUndefined();
      await styleVersions.forgetBucket(other);
      expect(await styleVersions.find(other, large.name, 1)).toBeUndefined();
    });

    test("a folder that served both tells them apart", async () => {
      await open().createBucket(bucketOf(other));
      await open().putStyle(other, small, { content: "image/resize,w_1" }, 1);
      await open().styleVersions.record(style);
      expect(await open().findStyle(other, small)).toMatchObject({ content: "image/resize,w_1", version: 3 });
      expect(await open().listStyles(other)).toMatchObject([{ version: 3 }]);
    });
  });
}
