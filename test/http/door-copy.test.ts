import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DoorServer, type Reply, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
  await door.put("demo", "a b/c+d", "hello", {
    contentType: "text/x-source",
    cacheControl: "max-age=60",
    metadata: { who: "source" },
    acl: "public-read",
  });
});

afterEach(() => door.stop());

const source = "/demo/a%20b%2Fc%2Bd";

function copy(headers: Record<string, string>, path = "/demo/copy"): Promise<Reply> {
  const all = { "x-oss-copy-source": source, "content-length": "0", ...headers };
  return door.send({ method: "PUT", path, headers: all, sign: decodeURIComponent(path) });
}

const read = (path: string) => door.send({ path, sign: decodeURIComponent(path) });

describe("CopyObject", () => {
  test("the same bytes, headers and digests under another name, with no ACL of its own", async () => {
    const original = await read("/demo/a%20b%2Fc%2Bd");
    const reply = await copy({ "content-type": "text/plain", "x-oss-meta-who": "request" });
    expect([reply.status, reply.element("ETag")]).toEqual([200, original.headers.etag?.replaceAll('"', "&quot;")]);
    expect(reply.element("LastModified")).toBe("1970-01-01T00:00:00.000Z");
    for (const name of ["etag", "x-oss-hash-crc64ecma"]) expect(reply.headers[name]).toBe(original.headers[name]);

    const copied = await read("/demo/copy");
    expect(copied.text).toBe("hello");
    expect(copied.headers).toMatchObject({
      "content-type": "text/x-source",
      "cache-control": "max-age=60",
      "x-oss-meta-who": "source",
      etag: original.headers.etag,
      "x-oss-hash-crc64ecma": original.headers["x-oss-hash-crc64ecma"],
    });
    expect((await door.send({ path: "/demo/copy" })).status).toBe(403);
  });

  test("REPLACE takes the headers of the request, also onto itself", async () => {
    const headers = { "x-oss-metadata-directive": "REPLACE", "content-type": "text/plain", "x-oss-meta-new": "yes" };
    expect((await copy(headers, source)).status).toBe(200);
    const replaced = await read(source);
    expect(replaced.text).toBe("hello");
    expect(replaced.headers).toMatchObject({ "content-type": "text/plain", "x-oss-meta-new": "yes" });
    expect(replaced.headers).not.toHaveProperty("x-oss-meta-who");
    expect(replaced.headers).not.toHaveProperty("cache-control");
  });

  test("an ACL, and what one client adds by mistake", async () => {
    const headers = {
      "x-oss-object-acl": "public-read",
      "x-oss-copy-source-x-oss-object-acl": "public-read",
      "x-oss-copy-source-content-type": "text/plain",
      "x-oss-copy-source-range": "bytes=0-1",
    };
    expect((await copy(headers)).status).toBe(200);
    expect((await door.send({ path: "/demo/copy" })).text).toBe("hello");
  });

  test("one that must not replace", async () => {
    await door.put("demo", "copy", "there");
    const reply = await copy({ "x-oss-forbid-overwrite": "true" });
    expect([reply.status, reply.element("Code")]).toEqual([409, "FileAlreadyExists"]);
    expect((await read("/demo/copy")).text).toBe("there");
  });

  const etag = '"5D41402ABC4B2A76B9719D911017C592"';
  const other = '"00000000000000000000000000000000"';
  const [before, after] = ["Wed, 31 Dec 1969 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"];

  test.each([
    ["if-match", etag, 200],
    ["if-match", other, 412],
    ["if-none-match", etag, 304],
    ["if-none-match", other, 200],
    ["if-modified-since", after, 304],
    ["if-modified-since", before, 200],
    ["if-unmodified-since", after, 200],
    ["if-unmodified-since", before, 412],
  ])("the condition %s: %s is %i", async (name, value, status) => {
    const reply = await copy({ [`x-oss-copy-source-${name}`]: value });
    expect(reply.status).toBe(status);
    expect((await read("/demo/copy")).status).toBe(status === 200 ? 200 : 404);
    if (status === 412) expect(reply.element("Condition")?.toLowerCase()).toBe(name);
    if (status === 304) expect([reply.text, reply.headers["content-length"]]).toEqual(["", undefined]);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["a source without a key", { "x-oss-copy-source": "/demo" }, 400, "InvalidArgument"],
    ["a source that is not there", { "x-oss-copy-source": "/demo/nothing" }, 404, "NoSuchKey"],
    ["a source in no bucket", { "x-oss-copy-source": "/nowhere/k" }, 404, "NoSuchBucket"],
    ["another directive", { "x-oss-metadata-directive": "MOVE" }, 400, "InvalidArgument"],
    ["tags", { "x-oss-tagging": "a=b" }, 400, "NotImplemented"],
    ["a digest of something", { "content-md5": "XUFAKrxLKna5cZ2REBfFkg==" }, 400, "InvalidDigest"],
    ["an unknown ACL", { "x-oss-object-acl": "everyone" }, 400, "InvalidArgument"],
  ])("%s is refused", async (_, headers, status, code) => {
    const reply = await copy(headers);
    expect([reply.status, reply.element("Code")]).toEqual([status, code]);
    expect((await read("/demo/copy")).status).toBe(404);
  });

  test("a bucket that is not there, and rights at both ends", async () => {
    expect((await copy({}, "/nowhere/copy")).element("Code")).toBe("NoSuchBucket");
    await door.put("demo", "hidden", "secret");
    const stranger = (path: string, from: string) =>
      door.send({ method: "PUT", path, headers: { "x-oss-copy-source": from, "content-length": "0" } });
    expect((await stranger("/shared/stolen", "/demo/hidden")).element("Code")).toBe("AccessDenied");
    expect((await stranger("/demo/pushed", source)).element("Code")).toBe("AccessDenied");
    expect((await stranger("/shared/copied", source)).status).toBe(200);
  });
});
