import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFailure } from "../../src/base/failure.js";
import { parseRequestTarget, percentDecode, percentEncode } from "../../src/http/request-target.js";
import { wireOfText } from "../../src/http/wire-text.js";
import { expectFailure } from "../support/expect-failure.js";
import { seed } from "../support/seed.js";

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

  test("what is encoded is unreserved, and decodes to the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(percentDecode(encoded)).toBe(text);
      }),
      { seed },
    );
  });

  test("bytes mean the same whether or not they are escaped", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, fc.infiniteStream(fc.boolean()), (all, escapes) => {
        const spelled = [...all].map((byte) => {
          const isEscaped = escapes.next().value || byte === 0x25;
          return isEscaped ? `%${byte.toString(16).padStart(2, "0")}` : String.fromCharCode(byte);
        });
        const decoded = attempt(() => percentDecode(spelled.join("")));
        expect(decoded).toBe(attempt(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(all)));
      }),
      { seed },
    );
  });
});

/** What it gives, `undefined` where it refuses. */
function attempt(decode: () => string): string | undefined {
  try {
    return decode();
  } catch (error) {
    if (isFailure(error, "InvalidURI") || (error as NodeJS.ErrnoException).code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      return undefined;
    throw error;
  }
}
