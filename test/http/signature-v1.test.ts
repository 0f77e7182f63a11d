import { describe, expect, test } from "vitest";
import { parseQuery } from "../../src/http/request-target.js";
import { hasEmptySubResource, type SignedPartsV1, signingKeyV1, stringToSignV1 } from "../../src/http/signature-v1.js";
import { wireOfText } from "../../src/http/wire-text.js";

const date = "Sun, 22 Nov 2026 08:00:00 GMT";
const get: SignedPartsV1 = { method: "GET", headers: {}, date, address: {}, query: new Map() };
const signed = (parts: Partial<SignedPartsV1>) => stringToSignV1({ ...get, ...parts });

describe("vectors of the wire protocol", () => {
  test.each<[string, Partial<SignedPartsV1>, string, string]>([
    [
      "a processed GET",
      {
        address: { bucket: "demo-bucket", key: "dir/图 1+2.jpg" },
        query: parseQuery("x-oss-process=image%2Fresize%2Cw_100"),
      },
      `GET\n\n\n${date}\n/demo-bucket/dir/图 1+2.jpg?x-oss-process=image/resize,w_100`,
      "GwGKYtphbIx6eoKB0mSTxmaZa9w=",
    ],
    [
      "a PUT with metadata and x-oss-date",
      {
        method: "PUT",
        headers: {
          "x-oss-meta-who": "wire",
          "content-md5": "JfnnlDI7RTiF9RgfG2JNCw==",
          "x-oss-date": date,
          "content-type": "text/plain",
        },
        address: { bucket: "demo-bucket", key: "dir/hello.txt" },
      },
      `PUT\nJfnnlDI7RTiF9RgfG2JNCw==\ntext/plain\n${date}\nx-oss-date:${date}\nx-oss-meta-who:wire\n/demo-bucket/dir/hello.txt`,
      "OaRrIazatcwIPb2rwyUqvqBPG8o=",
    ],
    [
      "a signed URL",
      {
        date: "1795334400",
        address: { bucket: "demo-bucket", key: "example.jpg" },
        query: parseQuery("OSSAccessKeyId=AKID&Expires=1795334400&Signature=x&x-oss-process=image%2Fresize,w_300"),
      },
      "GET\n\n\n1795334400\n/demo-bucket/example.jpg?x-oss-process=image/resize,w_300",
      "Kh+Ehj02QE+S+wQzxAxEluhwguw=",
    ],
  ])("%s", (_, parts, text, signature) => {
    expect(signed(parts)).toBe(Buffer.from(text).toString("latin1"));
    expect(signingKeyV1("wireTestSecret").sign(signed(parts))).toBe(signature);
  });
});

test.each([
  [{}, "", "/"],
  [{ bucket: "b" }, "", "/b/"],
  [{ bucket: "b" }, "prefix=a&max-keys=1&encoding-type=url&list-type=2&delimiter=/", "/b/"],
  [{ bucket: "b" }, "styleName=n&style=", "/b/?style&styleName=n"],
  [{ bucket: "b" }, "style=b&styleName=n", "/b/?style=b&styleName=n"],
  [{ bucket: "b" }, "continuation-token=t&list-type=2", "/b/?continuation-token=t"],
  [{ bucket: "b" }, "policyStatus=&publicAccessBlock&accessPointName=a", "/b/?policyStatus&publicAccessBlock"],
  [{ bucket: "b" }, "accessmonitor", "/b/"],
  [{ bucket: "b", key: "k" }, "x-oss-process", "/b/k?x-oss-process"],
  [{ bucket: "b", key: "k" }, "x-oss-unheard-of=1", "/b/k?x-oss-unheard-of=1"],
  [{ bucket: "b", key: "k" }, "response-content-type=a&acl&foo=1", "/b/k?acl&response-content-type=a"],
])("the resource of %j with %s is %s", (address, query, resource) => {
  expect(signed({ address, query: parseQuery(query) })).toBe(`GET\n\n\n${date}\n${resource}`);
});

test("the empty value of a sub-resource has two forms", () => {
  const query = parseQuery("uploads=&x-oss-process&prefix=");
  const parts: SignedPartsV1 = { ...get, address: { bucket: "b", key: "k" }, query };
  expect(hasEmptySubResource(query)).toBe(true);
  expect(stringToSignV1(parts)).toMatch(/\/b\/k\?uploads&x-oss-process$/);
  expect(stringToSignV1(parts, "=")).toMatch(/\/b\/k\?uploads=&x-oss-process=$/);
  expect(hasEmptySubResource(parseQuery("prefix=&uploadId=1"))).toBe(false);
});

test("header bytes are signed as they came, UTF-8 or not", () => {
  const raw = (value: string) => signed({ headers: { "x-oss-meta-a": value } }).split("\n")[4];
  expect(raw(wireOfText("图"))).toBe("x-oss-meta-a:\xE5\x9B\xBE");
  expect(raw("\xE9")).toBe("x-oss-meta-a:\xE9");
});
