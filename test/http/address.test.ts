import { describe, expect, test } from "vitest";
import { addressesOf, endpointOf, isBucketHost } from "../../src/http/address.js";
import { expectFailure } from "../support/expect-failure.js";

const hosts = ["localhost", "img.example.com", "example.com"];

describe("readings of host and path, most likely first", () => {
  test.each([
    // path style
    ["127.0.0.1:4000", "/", [{}]],
    ["127.0.0.1:4000", "//", [{}]],
    ["127.0.0.1:4000", "/b", [{ bucket: "b" }]],
    ["127.0.0.1:4000", "/b/", [{ bucket: "b" }]],
    ["127.0.0.1:4000", "/b/k", [{ bucket: "b", key: "k" }]],
    ["127.0.0.1:4000", "/b/a%2Fb//c/../d%20e+", [{ bucket: "b", key: "a/b//c/../d e+" }]],
    ["127.0.0.1:4000", "/b//k", [{ bucket: "b", key: "/k" }]],
    ["127.0.0.1:4000", "//k", [{ bucket: "", key: "k" }]],
    ["127.0.0.1:4000", "/b%2Fk", [{ bucket: "b/k" }]],
    ["[::1]:4000", "/b/k", [{ bucket: "b", key: "k" }]],
    ["localhost:4000", "/b/k", [{ bucket: "b", key: "k" }]],
    ["oss-cn-hangzhou.aliyuncs.com", "/b/k", [{ bucket: "b", key: "k" }]],
    ["elsewhere.org", "/b/k", [{ bucket: "b", key: "k" }]],
    [undefined, "/b/k", [{ bucket: "b", key: "k" }]],
    ["img.example.com", "/b/k", [{ bucket: "b", key: "k" }]],
    // the bucket in the host
    ["demo.localhost:4000", "/", [{ bucket: "demo" }]],
    ["demo.localhost:4000", "//", [{ bucket: "demo", key: "/" }]],
    ["demo.localhost:4000", "/a//k%2B", [{ bucket: "demo", key: "a//k+" }]],
    ["DEMO.LocalHost.:4000", "/k", [{ bucket: "demo", key: "k" }]],
    ["demo.img.example.com", "/k", [{ bucket: "demo", key: "k" }]],
    ["a.demo.example.com", "/k", [{ bucket: "a.demo", key: "k" }]],
    // forged by a client that was given an IP endpoint
    ["demo.oss-cn-hangzhou.aliyuncs.com", "/k", [{ bucket: "demo", key: "k" }]],
    ["demo.cn-hangzhou.aliyuncs.com", "/k", [{ bucket: "demo", key: "k" }]],
    ["demo.oss-cn-hangzhou-internal.aliyuncs.com", "/k", [{ bucket: "demo", key: "k" }]],
    [".oss-cn-hangzhou.aliyuncs.com", "/", [{}]],
    ["undefined.oss-cn-hangzhou.aliyuncs.com", "/", [{}]],
    ["null.oss-cn-hangzhou.aliyuncs.com", "/b/k", [{ bucket: "b", key: "k" }]],
    // in both
    [
      "demo.oss-cn-hangzhou.aliyuncs.com",
      "/demo/k",
      [
        { bucket: "demo", key: "demo/k" },
        { bucket: "demo", key: "k" },
      ],
    ],
    ["demo.localhost", "/demo/", [{ bucket: "demo", key: "demo/" }, { bucket: "demo" }]],
    ["demo.localhost", "/demo", [{ bucket: "demo", key: "demo" }, { bucket: "demo" }]],
    ["demo.localhost", "/demon/k", [{ bucket: "demo", key: "demon/k" }]],
  ])("%s %s", (host, rawPath, addresses) => {
    expect(addressesOf(host, rawPath, hosts)).toEqual(addresses);
  });

  test("a broken escape is no address", async () => {
    await expectFailure("InvalidURI", () => addressesOf("demo.localhost", "/%zz", hosts));
    await expectFailure("InvalidURI", () => addressesOf("127.0.0.1", "/b/%zz", hosts));
  });
});

test.each([
  ["demo.localhost:1", true],
  ["demo.oss-cn-hangzhou.aliyuncs.com", true],
  [".oss-cn-hangzhou.aliyuncs.com", true],
  ["localhost:1", false],
  ["img.example.com", false],
  ["127.0.0.1", false],
  ["notlocalhost", false],
  ["oss-cn-hangzhou.aliyuncs.com", false],
  [undefined, false],
])("%s is a bucket host: %s", (host, expected) => {
  expect(isBucketHost(host, hosts)).toBe(expected);
});

test.each([
  ["demo.localhost:4000", "localhost:4000"],
  ["127.0.0.1:4000", "127.0.0.1:4000"],
  ["demo.oss-cn-hangzhou.aliyuncs.com", "oss-cn-hangzhou.aliyuncs.com"],
  [undefined, ""],
])("the endpoint of %s is %s", (host, expected) => {
  expect(endpointOf(host, hosts)).toBe(expected);
});
