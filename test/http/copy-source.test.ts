import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCopySource } from "../../src/http/copy-source.js";
import { wireOfText } from "../../src/http/wire-text.js";
import { expectFailure } from "../support/expect-failure.js";
import { seed } from "../support/seed.js";

test.each([
  // The key `a b/c+d` as the vendor's clients write it.
  ["/demo/a%20b%2Fc%2Bd", "a b/c+d"],
  ["/demo/a%20b/c%2Bd", "a b/c+d"],
  ["/demo/a+b%2Fc%2Bd", "a b/c+d"],
  ["demo/k", "k"],
  ["%2Fdemo%2Fdir%2Fk", "dir/k"],
  ["/demo/k?versionId=null", "k"],
  ["/demo/what%3FversionId%3D1", "what?versionId=1"],
  ["/demo/why?", "why?"],
  ["/demo/100%25", "100%"],
  ["/demo/a//b/../c/", "a//b/../c/"],
  [`/demo/${wireOfText("图.jpg")}`, "图.jpg"],
  ["/demo/%E5%9B%BE.jpg", "图.jpg"],
])("%s is the object %s", (wire, key) => {
  expect(parseCopySource(wire)).toEqual({ bucket: "demo", key });
});

const encoders: Record<string, (key: string) => string> = {
  "ali-oss, oss2 and Java": (key) => encodeURIComponent(key),
  "Python 2 and Go 2": (key) => key.split("/").map(encodeURIComponent).join("/"),
  "Go 1": (key) => encodeURIComponent(key).replaceAll("%20", "+"),
};

test.each(Object.entries(encoders))("any key reads back as %s write it", (_, encode) => {
  const keys = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 200 })
    .filter((key) => !/^[/\\]/.test(key) && Buffer.byteLength(key) < 1024);
  fc.assert(
    fc.property(keys, (key) => {
      expect(parseCopySource(`/demo/${encode(key)}`)).toEqual({ bucket: "demo", key });
    }),
    { seed },
  );
});

test.each([
  "",
  "/",
  "demo",
  "/demo",
  "/demo/",
  "demo/",
  "//k",
  "/demo/%",
  "/demo/%zz",
  "/demo/\xFF",
  "/demo/%FF",
])("%j names no source", async (wire) => {
  const failure = await expectFailure("InvalidArgument", () => parseCopySource(wire));
  expect(failure.details).toMatchObject({ name: "x-oss-copy-source" });
});

test.each([
  ["/NO/k", "InvalidBucketName"],
  ["/demo//k", "InvalidObjectName"],
  [`/demo/${"k".repeat(1024)}`, "InvalidObjectName"],
] as const)("%s has a bad name: %s", async (wire, code) => {
  await expectFailure(code, () => parseCopySource(wire));
});
