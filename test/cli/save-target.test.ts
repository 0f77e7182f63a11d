import { describe, expect, test } from "vitest";
import { saveTargetPath } from "../../src/cli/save-target.js";

describe("where sys/saveas writes", () => {
  test.each([
    [{ key: "a.jpg" }, "out/a.jpg"],
    [{ key: "a/b/c.jpg" }, "out/a/b/c.jpg"],
    [{ key: "a.jpg", bucket: "photos" }, "out/photos/a.jpg"],
    [{ key: "..a/b..jpg" }, "out/..a/b..jpg"],
    [{ key: "图片.jpg" }, "out/图片.jpg"],
  ])("%j is %s", (target, path) => expect(saveTargetPath("out", target)).toBe(path));

  test.each([
    "../a",
    "a/../../b",
    "..",
    ".",
    "a/./b",
    "a//b",
    "a/",
    "/a",
    "\\a",
    "a\\..\\b",
    "a\0b",
    "",
  ])("the key %j is refused", (key) => {
    expect(() => saveTargetPath("out", { key })).toThrow(expect.objectContaining({ code: "InvalidObjectName" }));
  });

  test("a bucket that is no name is refused", () => {
    expect(() => saveTargetPath("out", { key: "a", bucket: ".." })).toThrow(
      expect.objectContaining({ code: "InvalidBucketName" }),
    );
  });
});
