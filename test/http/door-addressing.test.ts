import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sendRaw } from "../support/raw-socket.js";
import { type DoorServer, image, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("every answer", () => {
  test.each([
    ["GET", "/open/a.txt", 200],
    ["GET", "/open/missing", 404],
    ["HEAD", "/open/missing", 404],
    ["GET", "/%zz", 400],
    ["PATCH", "/open/a.txt", 405],
  ])("%s %s has the common headers", async (method, path, status) => {
    await door.put("open", "a.txt", "hello");
    const reply = await door.send({ method, path });
    expect(reply.status).toBe(status);
    expect(reply.headers).toMatchObject({ server: "AliyunOSS", "x-oss-request-id": "0123456789ABCDEF01234567" });
    expect(reply.headers["x-oss-server-time"]).toMatch(/^\d+$/);
    expect(Number.isNaN(Date.parse(reply.headers.date ?? ""))).toBe(false);
  });

  test("a failed HEAD carries its document in a header", async () => {
    const reply = await door.send({ method: "HEAD", path: "/open/missing" });
    const xml = Buffer.from(String(reply.headers["x-oss-err"]), "base64").toString();
    expect(xml).toContain("<Code>NoSuchKey</Code>");
    expect(xml).toContain("<RequestId>0123456789ABCDEF01234567</RequestId>");
    expect(reply.text).toBe("");
  });

  test("a HEAD with a huge string to sign still fits in the headers", async () => {
    const reply = await door.send({
      method: "HEAD",
      path: `/open/k?x-oss-process=image/${"x".repeat(8000)}`,
      sign: "/open/other",
    });
    expect(reply.status).toBe(403);
    expect(Buffer.from(String(reply.headers["x-oss-err"]), "base64").toString()).toContain("SignatureDoesNotMatch");
  });

  test("and so does one for a huge host", async () => {
    const host = `${"a".repeat(10_000)}.localhost`;
    const reply = await door.send({ method: "HEAD", path: "/k", headers: { host } });
    expect(Buffer.from(String(reply.headers["x-oss-err"]), "base64").toString()).toContain("InvalidBucketName");
    expect(String(reply.headers["x-oss-err"]).length).toBeLessThan(8_000);
  });

  test("a method that is not allowed is told which ones are", async () => {
    const reply = await door.send({ method: "DELETE", path: "/open/a.txt?acl", sign: "/open/a.txt?acl" });
    expect([reply.status, reply.headers.allow]).toEqual([405, "GET, PUT"]);
  });

  test("a bug is told to the log alone", async () => {
    await door.put("open", "a.png", image);
    door.engine.failNextInspection(new TypeError("secret detail"));
    const reply = await door.send({ path: "/open/a.png?x-oss-process=image/info" });
    expect(reply.status).toBe(500);
    expect(reply.element("Code")).toBe("InternalError");
    expect(reply.text).not.toContain("secret detail");
    expect(door.troubles).toMatchObject([
      { event: "unexpected error", fields: { error: { message: "secret detail" } } },
    ]);
  });
});

describe("addressing", () => {
  const reads: [string, string, Record<string, string>][] = [
    ["path style", "/open/dir/a%20b%2Bc.txt", {}],
    ["path style with escaped slashes", "/open/dir%2Fa%20b%2Bc.txt", {}],
    ["virtual host", "/dir/a%20b+c.txt", { host: "open.localhost:1" }],
    ["the forged host of an IP endpoint", "/dir/a%20b%2Bc.txt", { host: "open.oss-cn-hangzhou.aliyuncs.com" }],
    ["both", "/open/dir/a%20b%2Bc.txt", { host: "open.oss-cn-hangzhou.aliyuncs.com" }],
  ];
  test.each(reads)("%s, anonymous and signed", async (_, path, headers) => {
    await door.put("open", "dir/a b+c.txt", "hello");
    expect((await door.send({ path, headers })).text).toBe("hello");
    expect((await door.send({ path, headers, sign: "/open/dir/a b+c.txt" })).text).toBe("hello");
  });

  test("a key that begins with its bucket's name is found where the signature says", async () => {
    await door.put("open", "open/k", "inner");
    await door.put("open", "k", "outer");
    const headers = { host: "open.localhost" };
    expect((await door.send({ path: "/open/k", headers, sign: "/open/open/k" })).text).toBe("inner");
    expect((await door.send({ path: "/open/k", headers, sign: "/open/k" })).text).toBe("outer");
    expect((await door.send({ path: "/open/k", headers })).text).toBe("outer");
    await door.send({ method: "DELETE", path: "/open/k", sign: "/open/k" });
    expect((await door.send({ path: "/open/k", headers })).text).toBe("inner");
  });

  test.each([
    ["a target of another host", "GET http://open.localhost/k HTTP/1.1\r\nHost: shared.localhost", "InvalidRequest"],
    ["a target of the same host", "GET http://SHARED.localhost/k HTTP/1.1\r\nHost: shared.localhost", "NoSuchKey"],
    ["a target without a path", "GET http://open.localhost?acl HTTP/1.1\r\nHost: localhost", "InvalidRequest"],
    ["two hosts", "GET /k HTTP/1.1\r\nHost: shared.localhost\r\nHost: open.localhost", "InvalidRequest"],
    [
      "two signatures",
      "GET /open/k HTTP/1.1\r\nHost: localhost\r\nAuthorization: OSS a:b\r\nauthorization: OSS c:d",
      "InvalidRequest",
    ],
  ])("%s", async (_, head, code) => {
    await door.put("open", "k", "hello");
    expect(await sendRaw(door.port, `${head}\r\nConnection: close\r\n\r\n`)).toContain(`<Code>${code}</Code>`);
  });

  test("a plus is a space where the signature says so, and else a plus", async () => {
    await door.put("open", "a b", "space");
    await door.put("open", "a+b", "plus");
    const requests = [
      { path: "/open/a+b" },
      { path: "/a+b", headers: { host: "open.localhost" } },
      { path: "/open/a+b", headers: { host: "open.oss-cn-hangzhou.aliyuncs.com" } },
    ];
    for (const request of requests) {
      expect((await door.send(request)).text).toBe("plus");
      expect((await door.send({ ...request, sign: "/open/a+b" })).text).toBe("plus");
      expect((await door.send({ ...request, sign: "/open/a b" })).text).toBe("space");
      expect((await door.send({ ...request, sign: "/open/b a" })).status).toBe(403);
    }
    expect((await door.send({ path: "/open/a%2Bb", sign: "/open/a b" })).status).toBe(403);
  });

  test("slashes and dots of a key are kept", async () => {
    await door.put("open", "a//b/../c", "hello");
    expect((await door.send({ path: "/open/a//b/../c" })).text).toBe("hello");
    expect((await door.send({ path: "/open/a/b/../c" })).status).toBe(404);
  });

  test("ListBuckets in path style, with nothing for the bucket", async () => {
    const reply = await door.send({ path: "//", sign: "/" });
    expect(reply.text).toContain("<ListAllMyBucketsResult>");
  });

  test("ListBuckets by the forged host without a label", async () => {
    const headers = { host: ".oss-cn-hangzhou.aliyuncs.com" };
    const reply = await door.send({ path: "/", headers, sign: "/" });
    expect([...reply.text.matchAll(/<Name>([^<]*)</g)].map(([, name]) => name)).toEqual(["demo", "open", "shared"]);
    expect(reply.text).not.toContain("IsTruncated");
    expect((await door.send({ path: "/?max-keys=1", headers, sign: "/" })).element("NextMarker")).toBe("demo");
    expect((await door.send({ path: "/", headers })).element("Code")).toBe("AccessDenied");
  });

  test.each([
    ["/UPPER/k", "InvalidBucketName"],
    ["/ab/", "InvalidBucketName"],
    ["//k", "InvalidBucketName"],
    ["/open//k", "InvalidObjectName"],
    ["/open/%5Ck", "InvalidObjectName"],
    [`/open/${"k".repeat(1024)}`, "InvalidObjectName"],
    ["/open/%FF", "InvalidURI"],
    ["/nowhere/k", "NoSuchBucket"],
  ])("%s is %s", async (path, code) => {
    expect((await door.send({ path })).element("Code")).toBe(code);
  });
});
