import { describe, expect, test } from "vitest";
import { parseStyleName } from "../../src/base/style-name.js";
import type { Store } from "../../src/service/ports.js";
import { bucket, never } from "./suite-use.js";

const small = parseStyleName("small");
const targets = [{ action: "resize", argument: "width", occurrence: 0 }];

/** Styles and their versions, of any store; `open` gives one with the bucket. */
export function describeStyles(open: () => Store): void {
  const put = (content: string, rest: Partial<Parameters<Store["putStyle"]>[2]> = {}) =>
    open().putStyle(bucket, small, { content, ...rest }, never);
  const versions = async () => (await open().listStyleVersions(bucket, small, never)).map(({ content }) => content);

  describe("styles", () => {
    test("keep what they were, with who changed them and their parameters", async () => {
      const parameters = [{ name: "width", description: "", targets }];
      const first = await put("image/resize,w_1", { changedBy: "admin", parameters });
      expect(first).toMatchObject({ version: 1, changedBy: "admin", parameters });
      expect(await put("image/resize,w_2")).toMatchObject({ version: 2, parameters });
      expect(await put("image/resize,w_2")).toMatchObject({ version: 2 });
      expect(await put("image/resize,w_2", { parameters: [] })).toMatchObject({ version: 3, parameters: [] });
      const now = await open().findStyle(bucket, small, never);
      expect(now).toMatchObject({ content: "image/resize,w_2", version: 3 });
      expect(await open().listStyles(bucket, never)).toEqual([now]);
      expect(await versions()).toEqual(["image/resize,w_2", "image/resize,w_2", "image/resize,w_1"]);
      expect(await open().findStyleVersion(bucket, small, 1, never)).toMatchObject(first);
    });

    test("are put over the version that is named, and no other", async () => {
      await expect(put("image/info", { over: 1 })).rejects.toMatchObject({ code: "NoSuchStyle" });
      await put("image/info");
      const both = await Promise.allSettled([1, 2].map((i) => put(`image/resize,w_${i}`, { over: 1 })));
      expect(both).toMatchObject([{ status: "fulfilled" }, { status: "rejected", reason: { code: "StyleChanged" } }]);
      expect(await versions()).toEqual(["image/resize,w_1", "image/info"]);
    });

    test("are made once, however many make one of that name at the same time", async () => {
      const made = await Promise.allSettled([1, 2].map((i) => put(`image/resize,w_${i}`, { over: 0 })));
      expect(made).toMatchObject([
        { status: "fulfilled" },
        { status: "rejected", reason: { code: "StyleAlreadyExists", details: { style: small } } },
      ]);
      expect(await versions()).toEqual(["image/resize,w_1"]);
    });

    test("lose their versions when they are deleted, alone or with the bucket", async () => {
      await put("image/info");
      expect(await open().deleteStyle(bucket, small, never)).toBe(true);
      expect(await open().deleteStyle(bucket, small, never)).toBe(false);
      expect(await versions()).toEqual([]);
      expect(await put("image/info")).toMatchObject({ version: 1 });
      await open().deleteBucket(bucket, never);
      expect(await versions()).toEqual([]);
    });

    test("are at most fifty in a bucket", async () => {
      for (let i = 0; i < 50; i++)
        await open().putStyle(bucket, parseStyleName(`s${i}`), { content: "image/info" }, never);
      await expect(put("image/info")).rejects.toMatchObject({
        code: "InvalidArgument",
        details: { name: "styleName", expected: "at most 50 styles in a bucket" },
      });
      await open().putStyle(bucket, parseStyleName("s7"), { content: "image/resize,w_1" }, never);
    });
  });
}
