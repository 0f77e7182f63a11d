import { BlockList } from "node:net";
import { describe, expect, test } from "vitest";
import { clientAddress } from "../../src/server/client-address.js";
import { crossOriginHeaders } from "../../src/server/cross-origin.js";
import { newRequestId } from "../../src/server/exchange.js";
import { loggable } from "../../src/server/request-log.js";

describe("the client's address", () => {
  const believed = new BlockList();
  believed.addSubnet("10.0.0.0", 8, "ipv4");
  believed.addAddress("::1", "ipv6");

  test.each([
    ["1.2.3.4", undefined, "1.2.3.4"],
    ["1.2.3.4", "9.9.9.9", "1.2.3.4"],
    ["10.0.0.1", undefined, "10.0.0.1"],
    ["10.0.0.1", "9.9.9.9", "9.9.9.9"],
    ["10.0.0.1", "8.8.8.8, 9.9.9.9", "9.9.9.9"],
    ["10.0.0.1", "8.8.8.8, 10.2.2.2", "8.8.8.8"],
    ["::ffff:10.0.0.1", "9.9.9.9", "9.9.9.9"],
    ["::1", "2001:db8::1", "2001:db8::1"],
    ["10.0.0.1", "<script>", "10.0.0.1"],
    ["10.0.0.1", "8.8.8.8, unknown, 10.2.2.2", "10.2.2.2"],
    ["10.0.0.1", "", "10.0.0.1"],
    [undefined, "9.9.9.9", ""],
  ])("of peer %s, forwarded for %s, is %s", (peer, forwardedFor, expected) => {
    expect(clientAddress(peer, forwardedFor, believed)).toBe(expected);
  });
});

describe("cross-origin answers", () => {
  const allowed = ["https://app.example.com"];
  test.each([
    [undefined, [], {}],
    ["https://app.example.com", [], {}],
    [undefined, allowed, { Vary: "Origin" }],
    ["https://evil.example.com", allowed, { Vary: "Origin" }],
    ["https://app.example.com.evil.example.com", allowed, { Vary: "Origin" }],
  ])("to %s with %j allowed", (origin, origins, headers) =>
    expect(crossOriginHeaders(origin, origins)).toEqual(headers));

  test("to an allowed origin name it", () => {
    expect(crossOriginHeaders("https://app.example.com", allowed)).toMatchObject({
      Vary: "Origin",
      "Access-Control-Allow-Origin": "https://app.example.com",
    });
  });
});

test.each([
  ["/a/b.jpg", { path: "/a/b.jpg" }],
  ["/a?OSSAccessKeyId=id&Expires=1&Signature=abc", { path: "/a" }],
  ["/a?x-oss-process=image/resize,w_1&Signature=abc", { path: "/a", process: "image/resize,w_1" }],
  ["/a?Signature=abc&x-oss-process=image%2Finfo", { path: "/a", process: "image%2Finfo" }],
  ["/a?y-x-oss-process=image/info", { path: "/a" }],
])("of %s the log keeps %j", (target, kept) => expect(loggable(target)).toEqual(kept));

test("a request id is 24 upper-case hex digits, and another one each time", () => {
  const ids = Array.from({ length: 100 }, newRequestId);
  for (const id of ids) expect(id).toMatch(/^[0-9A-F]{24}$/);
  expect(new Set(ids).size).toBe(100);
});
