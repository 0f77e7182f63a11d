import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wireOfText } from "../../src/http/wire-text.js";
import { Crc64 } from "../../src/store/content/crc64.js";
import { type DoorServer, rawPut, startDoor } from "./door-server.js";

let door: DoorServer;

const crc64 = (text: string) => new Crc64().update(Buffer.from(text)).value().toString();

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("objects", () => {
  test("what a put says comes back, byte for byte", async () => {
    const body = "grüße";
    const headers = {
      "content-type": "text/plain; charset=utf-8",
      "content-md5": createHash("md5").update(body).digest("base64"),
      "cache-control": "max-age=60",
      "content-disposition": wireOfText('attachment; filename="图.txt"'),
      "content-language": "de",
      expires: "Sun, 22 Nov 2026 08:00:00 GMT",
      "x-oss-meta-who": wireOfText("王"),
      "x-oss-object-acl": "public-read",
      // Last: after it Node would write a Content-Disposition in another encoding.
      "content-length": String(Buffer.byteLength(body)),
    };
    const written = await door.send({ method: "PUT", path: "/demo/k", headers, body, sign: "/demo/k" });
    expect([written.status, written.text]).toEqual([200, ""]);
    expect(written.headers["content-md5"]).toBe(headers["content-md5"]);

    const read = await door.send({ path: "/demo/k" });
    expect(read.text).toBe(body);
    expect(read.headers).toMatchObject({
      "content-type": headers["content-type"],
      "cache-control": "max-age=60",
      "content-disposition": headers["content-disposition"],
      "content-language": "de",
      expires: headers.expires,
      "x-oss-meta-who": headers["x-oss-meta-who"],
      "content-length": "7",
      "accept-ranges": "bytes",
      "x-oss-object-type": "Normal",
      "x-oss-hash-crc64ecma": crc64(body),
      etag: written.headers.etag,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    });
    const head = await door.send({ method: "HEAD", path: "/demo/k" });
    const { date: _1, "x-oss-server-time": _2, ...facts } = head.headers;
    expect(read.headers).toMatchObject(facts);
    expect(head.text).toBe("");
  });

  test("metadata that is not UTF-8 is signed as sent, and refused as what it is", async () => {
    const headers = { "x-oss-meta-who": "\xE9", "content-length": "0" };
    const reply = await door.send({ method: "PUT", path: "/demo/k", headers, sign: "/demo/k" });
    expect(reply.element("Code")).toBe("InvalidArgument");
    expect(reply.element("ArgumentName")).toBe("x-oss-meta-who");
  });

  test.each<[string, Record<string, string>, string, string]>([
    ["neither length nor chunks", {}, "", "MissingContentLength"],
    ["a digest of another form", { "content-length": "1", "content-md5": "abc" }, "x", "InvalidDigest"],
    ["an unknown ACL", { "content-length": "1", "x-oss-object-acl": "everyone" }, "x", "InvalidArgument"],
    ["more than 5 GB", { "content-length": "5368709121" }, "", "EntityTooLarge"],
    ["much metadata", { "content-length": "1", "x-oss-meta-a": "x".repeat(8200) }, "x", "InvalidArgument"],
    ["tags", { "content-length": "0", "x-oss-tagging": "a=b" }, "", "NotImplemented"],
    ["encryption", { "content-length": "0", "x-oss-server-side-encryption": "AES256" }, "", "NotImplemented"],
  ])("a put with %s is refused, and nothing is stored", async (_, headers, body, code) => {
    const reply = await rawPut(door.port, "/demo/k", headers, body);
    expect(reply).toContain(`<Code>${code}</Code>`);
    expect((await door.send({ method: "HEAD", path: "/demo/k", sign: "/demo/k" })).status).toBe(404);
  });

  test("deleting is silent", async () => {
    await door.put("demo", "k", "x");
    const reply = await door.send({ method: "DELETE", path: "/demo/k", sign: "/demo/k" });
    expect([reply.status, reply.headers["content-length"]]).toEqual([204, undefined]);
    expect((await door.send({ method: "DELETE", path: "/demo/k", sign: "/demo/k" })).status).toBe(204);
    expect((await door.send({ method: "DELETE", path: "/nowhere/k", sign: "/nowhere/k" })).status).toBe(404);
  });

  test("DELETE of a sub-resource never deletes the object", async () => {
    await door.put("demo", "k", "x");
    for (const query of ["acl", "uploadId=A", "tagging", "versionId=CAEQ"])
      expect(
        (await door.send({ method: "DELETE", path: `/demo/k?${query}`, sign: `/demo/k?${query}` })).status,
      ).not.toBe(204);
    expect((await door.send({ path: "/demo/k", sign: "/demo/k" })).text).toBe("x");
  });

  test("meta facts, by HEAD with the true length, by GET without a body", async () => {
    await door.put("demo", "k", "hello");
    const head = await door.send({ method: "HEAD", path: "/demo/k?objectMeta", sign: "/demo/k?objectMeta" });
    expect(head.headers).toMatchObject({ "content-length": "5", "x-oss-hash-crc64ecma": crc64("hello") });
    const get = await door.send({ path: "/demo/k?objectMeta", sign: "/demo/k?objectMeta" });
    expect([get.status, get.text, get.headers.etag]).toEqual([200, "", head.headers.etag]);
  });

  test("the ACL of an object", async () => {
    await door.put("demo", "k", "hello");
    const sign = "/demo/k?acl";
    expect((await door.send({ path: "/demo/k?acl=", sign })).element("Grant")).toBe("default");
    const headers = { "x-oss-object-acl": "public-read" };
    expect((await door.send({ method: "PUT", path: "/demo/k?acl=", headers, sign })).status).toBe(200);
    expect((await door.send({ path: "/demo/k?acl=", sign })).element("Grant")).toBe("public-read");
    expect((await door.send({ path: "/demo/k" })).text).toBe("hello");
    expect((await door.send({ path: "/demo/k?acl" })).element("Code")).toBe("AccessDenied");
    expect((await door.send({ method: "PUT", path: "/demo/k?acl", sign })).element("Code")).toBe("MissingArgument");
  });

  test("the digest of nothing may come with a GET, another one may not", async () => {
    await door.put("open", "k", "hello");
    const send = (digest: string) => door.send({ path: "/open/k", headers: { "content-md5": digest } });
    expect((await send("1B2M2Y8AsgTpgAmY7PhCfg==")).status).toBe(200);
    expect((await send("1B2M2Y8AsgTpgAmY7PhCfA==")).element("Code")).toBe("InvalidDigest");
  });
});

describe("reading parts and versions", () => {
  beforeEach(async () => {
    await door.put("open", "k", "0123456789");
  });

  test.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=-1", 206, "9", "bytes 9-9/10"],
    ["bytes=10-", 200, "0123456789", undefined],
    ["bytes=0-1,3-4", 200, "0123456789", undefined],
  ])("%s", async (range, status, text, contentRange) => {
    const reply = await door.send({ path: "/open/k", headers: { range } });
    expect([reply.status, reply.text, reply.headers["content-range"]]).toEqual([status, text, contentRange]);
    expect(reply.headers["content-length"]).toBe(String(text.length));
  });

  test("beyond the end with the standard behaviour", async () => {
    const headers = { range: "bytes=10-", "x-oss-range-behavior": "standard" };
    const reply = await door.send({ path: "/open/k", headers });
    expect([reply.status, reply.element("ActualObjectSize")]).toEqual([416, "10"]);
    expect(reply.headers["content-range"]).toBe("bytes */10");
  });

  test("an unchanged object is not sent again", async () => {
    const { headers } = await door.send({ path: "/open/k" });
    const again = await door.send({ path: "/open/k", headers: { "if-none-match": headers.etag ?? "" } });
    expect([again.status, again.text, again.headers["content-length"]]).toEqual([304, "", undefined]);
    expect(again.headers).toMatchObject({ etag: headers.etag, "last-modified": headers["last-modified"] });
    const since = { "if-modified-since": headers["last-modified"] ?? "" };
    expect((await door.send({ method: "HEAD", path: "/open/k", headers: since })).status).toBe(304);
  });

  test("another version fails the condition", async () => {
    const reply = await door.send({ path: "/open/k", headers: { "if-match": '"x"' } });
    expect([reply.status, reply.element("Condition")]).toEqual([412, "If-Match"]);
  });

  test("overrides need a signature, and cannot split a header", async () => {
    const path = "/open/k?response-content-type=text%2Fcsv&response-content-disposition=inline";
    const sign = "/open/k?response-content-disposition=inline&response-content-type=text/csv";
    const reply = await door.send({ path, sign });
    expect(reply.headers).toMatchObject({ "content-type": "text/csv", "content-disposition": "attachment" });
    expect((await door.send({ path })).element("Code")).toBe("InvalidRequest");
    const split = "/open/k?response-cache-control=a\r\nX: y";
    const refused = await door.send({ path: "/open/k?response-cache-control=a%0D%0AX:%20y", sign: split });
    expect(refused.element("Code")).toBe("InvalidArgument");
  });

  test("an uploaded page is downloaded from the gateway's host, and shown on its own", async () => {
    await door.put("open", "page.html", "<script>1</script>", {
      contentType: "text/html",
      contentDisposition: "inline",
    });
    const own = await door.send({ path: "/open/page.html" });
    expect(own.headers["content-disposition"]).toBe("attachment");
    const other = await door.send({ path: "/page.html", headers: { host: "open.localhost" } });
    expect(other.headers["content-disposition"]).toBe("inline");
    expect(other.headers["content-security-policy"]).toBe("sandbox; default-src 'none'");
  });
});
