import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuery } from "../../src/http/request-target.js";
import {
  canonicalRequestV4,
  hasEmptyParameter,
  type SignedPartsV4,
  signingKeyV4,
  stringToSignV4,
} from "../../src/http/signature-v4.js";
import { wireOfText } from "../../src/http/wire-text.js";
import { seed } from "../support/seed.js";

const scope = { day: "20261122", region: "cn-hangzhou", product: "oss" };
const timestamp = "20261122T080000Z";
const get: SignedPartsV4 = { method: "GET", headers: {}, address: {}, query: new Map(), additionalHeaders: [] };
const sha256 = (text: string) => createHash("sha256").update(text, "latin1").digest("hex");

describe("vectors of the wire protocol", () => {
  test("a header", () => {
    const canonical = canonicalRequestV4(
      {
        ...get,
        headers: { "x-oss-date": timestamp, "x-oss-content-sha256": "UNSIGNED-PAYLOAD", host: "127.0.0.1" },
        address: { bucket: "demo-bucket", key: "dir/图 1+2.jpg" },
        query: parseQuery("x-oss-process=image%2Fresize%2Cw_100"),
      },
      "",
    );
    expect(canonical).toBe(
      `GET\n/demo-bucket/dir/%E5%9B%BE%201%2B2.jpg\nx-oss-process=image%2Fresize%2Cw_100\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:${timestamp}\n\n\nUNSIGNED-PAYLOAD`,
    );
    expect(sha256(canonical)).toBe("b90a1170542f456a87f51711a0cbaac5fea4cd80442dbf1e7d5d3c6a4615347e");
    expect(signingKeyV4("wireTestSecret", scope).sign(stringToSignV4(timestamp, scope, canonical))).toBe(
      "402b4e51e78610db161330376434423a0a586d4d81d90d610bda009cc5c10e38",
    );
  });

  test("a URL", () => {
    const credential = encodeURIComponent("wireTestKey/20261122/cn-hangzhou/oss/aliyun_v4_request");
    const query = parseQuery(
      `x-oss-signature=x&x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=${credential}&x-oss-date=${timestamp}&x-oss-expires=600&x-oss-process=image%2Fresize,w_300`,
    );
    const canonical = canonicalRequestV4({ ...get, address: { bucket: "demo-bucket", key: "example.jpg" }, query }, "");
    expect(sha256(canonical)).toBe("ae5044d492d594d95d8281ed12362a4070819a080af2c471b475f6198edf2c1d");
    expect(signingKeyV4("wireTestSecret", scope).sign(stringToSignV4(timestamp, scope, canonical))).toBe(
      "c2333e325557425fd5c80eacb4a1c43d42f1adb365b73921549d3633b2a6e221",
    );
  });
});

const lines = (parts: Partial<SignedPartsV4>, emptyAs: "" | "=" = "") =>
  canonicalRequestV4({ ...get, ...parts }, emptyAs).split("\n");

test.each([
  [{}, "/"],
  [{ bucket: "b" }, "/b/"],
  [{ bucket: "b", key: "a//!*'()~ +%2F" }, "/b/a//%21%2A%27%28%29~%20%2B%252F"],
])("the path of %j is %s", (address, path) => {
  expect(lines({ address })[1]).toBe(path);
});

test("all parameters are signed, sorted by their encoded names", () => {
  expect(lines({ query: parseQuery("b=/&a=%20&B=1&acl&x-oss-signature=no") })[2]).toBe("B=1&a=%20&acl&b=%2F");
});

test("the order in which parameters come makes no difference", () => {
  const parameters = fc.uniqueArray(fc.tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })), {
    selector: ([name]) => name,
  });
  const shuffled = parameters.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, others]) => {
      expect(lines({ query: new Map(others) })).toEqual(lines({ query: new Map(all) }));
      const names = lines({ query: new Map(all) })[2]
        ?.split("&")
        .map((pair) => pair.split("=", 1)[0] ?? "");
      expect(names).toEqual(names?.toSorted());
    }),
    { seed },
  );
});

test("an empty value has two forms, but for sub-resources", () => {
  const query = parseQuery("acl=&prefix=&x-oss-process=");
  expect(hasEmptyParameter(query)).toBe(true);
  expect(hasEmptyParameter(parseQuery("acl=&x-oss-process=&prefix=a"))).toBe(false);
  expect(lines({ query })[2]).toBe("acl&prefix&x-oss-process");
  expect(lines({ query }, "=")[2]).toBe("acl&prefix=&x-oss-process");
});

test("other headers are signed only where they are named", () => {
  const headers = { host: "h", range: "bytes=0-1", "content-type": " a/b ", "x-oss-meta-a": wireOfText("图") };
  expect(lines({ headers, additionalHeaders: ["host", "missing"] }).slice(3)).toEqual([
    "content-type:a/b",
    "host:h",
    `x-oss-meta-a:${wireOfText("图")}`,
    "",
    "host;missing",
    "UNSIGNED-PAYLOAD",
  ]);
});
