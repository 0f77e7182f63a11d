import { describe, expect, test } from "vitest";
import { parseRequestTarget, percentDecode, percentEncode } from "../../src/http/request-target.js";
import { wireOfText } from "../../src/http/wire-text.js";
import { expectFailure } from "../support/expect-failure.js";

describe("the request target", () => {
  test.each([
    ["/", "/", {}],
    ["/b/k", "/b/k", {}],
    ["/b//a/../k%2Fx", "/b//a/../k%2Fx", {}],
    ["/b/k?", "/b/k", {}],
    ["/b/?acl", "/b/", { acl: "" }],
    ["/b/?acl=", "/b/", { acl: "" }],
    ["/k?x-oss-process=image/resize,w_100/rotate,90", "/k", { "x-oss-process": "image/resize,w_100/rotate,90" }],
    ["/k?x-oss-process=image%2Fresize%2Cw_100", "/k", { "x-oss-process": "image/resize,w_100" }],
    ["/k?prefix=a+b%2Bc%20d", "/k", { prefix: "a b+c d" }],
    ["/k?a=1&a=2&&b==x", "/k", { a: "1", b: "=x" }],
    ["/k?%E5%9B%BE=%E7%89%87", "/k", { 图: "片" }],
    [wireOfText("/k?prefix=图"), "/k", { prefix: "图" }],
    ["/k?x?y", "/k", { "x?y": "" }],
    ["http://some.where:1/b/k?acl", "/b/k", { acl: "" }],
    ["http://some.where:1", "/", {}],
    ["http://some.where:1?acl", "/", { acl: "" }],
    ["*", "/", {}],
  ])("%s", (raw, rawPath, query) => {
    const target = parseRequestTarget(raw);
    expect(target.rawPath).toBe(rawPath);
    expect(Object.fromEntries(target.query)).toEqual(query);
  });

  test.each(["b/k", "/k?a=%", "/k?a=%4", "/k?a=%zz", "/k?a=%FF", "/k?%E5%9B=1"])("%s is refused", async (raw) => {
    await expectFailure("InvalidURI", () => parseRequestTarget(raw));
  });
});

describe("percent coding", () => {
  test.each([
    ["a%20b+c", "a b+c"],
    ["%E5%9B%BE", "图"],
    ["%EF%BB%BFx", "\uFEFFx"],
    ["%2525", "%25"],
    ["a%2F%2f", "a//"],
  ])("decodes %s once", (raw, text) => {
    expect(percentDecode(raw)).toBe(text);
  });

  test.each(["%", "%1", "%G0", "%C0%80", "%ED%A0%80", "\xFF"])("refuses %j", async (raw) => {
    await expectFailure("InvalidURI", () => percentDecode(raw));
  });

  test("encodes all but the unreserved, and what is to be kept", () => {
    expect(percentEncode("a-_.~ +/!*'()图")).toBe("a-_.~%20%2B%2F%21%2A%27%28%29%E5%9B%BE");
    expect(percentEncode("a/b,c", "/,")).toBe("a/b,c");
  });
});
