import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DoorServer, startDoor } from "./door-server.js";
import { md5, one, partsOf, texts, two, uploadsOf } from "./upload-requests.js";

let door: DoorServer;
const { ask, complete, putPart, read, start } = uploadsOf(() => door);

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("an upload from its start to its end", () => {
  test("parts in any order become the object that the start described", async () => {
    const headers = { "content-type": "application/x-wire", "x-oss-meta-mp": "yes", "x-oss-object-acl": "public-read" };
    const started = await ask("POST", "mp.bin", "uploads", { headers });
    const id = started.element("UploadId") ?? "";
    expect([started.status, started.element("Bucket"), started.element("Key")]).toEqual([200, "demo", "mp.bin"]);
    expect(id).toMatch(/^[0-9A-F]{32}$/);

    const last = await putPart("mp.bin", id, 2, two, { "x-oss-meta-mp": "yes", "content-type": "application/x-wire" });
    const first = await putPart("mp.bin", id, 1, one);
    expect([first.status, first.text]).toEqual([200, ""]);
    expect(first.headers).toMatchObject({
      etag: `"${md5(one)}"`,
      "content-md5": Buffer.from(md5(one), "hex").toString("base64"),
      "x-oss-hash-crc64ecma": expect.stringMatching(/^\d+$/),
    });
    expect((await read("mp.bin")).status).toBe(404);

    const done = await complete("mp.bin", id, partsOf([1, first.headers.etag], [2, last.headers.etag]));
    expect([done.status, done.element("Bucket"), done.element("Key")]).toEqual([200, "demo", "mp.bin"]);
    expect(done.element("Location")).toBe(`http://127.0.0.1:${door.port}/demo/mp.bin`);
    expect(done.headers.etag).toMatch(/^"[0-9A-F]{32}-2"$/);

    const object = await door.send({ path: "/demo/mp.bin" });
    expect(object.text).toBe(`${one}${two}`);
    expect(object.headers).toMatchObject({
      "content-type": "application/x-wire",
      "x-oss-meta-mp": "yes",
      "x-oss-object-type": "Multipart",
      etag: done.headers.etag,
      "x-oss-hash-crc64ecma": done.headers["x-oss-hash-crc64ecma"],
    });
    expect((await complete("mp.bin", id, partsOf([1, md5(one)]))).element("Code")).toBe("NoSuchUpload");
  });

  test.each<[string, (etag: string) => string]>([
    ["bare", (etag) => etag],
    ["in small letters", (etag) => etag.toLowerCase()],
    ["quoted", (etag) => `"${etag}"`],
    ["quoted by an entity", (etag) => `&quot;${etag}&quot;`],
    ["quoted by a number", (etag) => `&#34;${etag}&#34;`],
    ["with space around", (etag) => `\n  "${etag}"\n`],
  ])("an ETag that comes %s", async (_, write) => {
    const id = await start("k");
    await putPart("k", id, 7, two);
    expect((await complete("k", id, `\n${partsOf([7, write(md5(two))])}\n`)).status).toBe(200);
  });

  test("all that was received, without a list", async () => {
    const id = await start("k");
    await putPart("k", id, 3, two);
    await putPart("k", id, 1, one);
    const headers = { "x-oss-complete-all": "yes" };
    expect((await complete("k", id, partsOf([1, md5(one)]), { headers })).element("Code")).toBe("InvalidArgument");
    expect((await complete("k", id, "", { headers: { "x-oss-complete-all": "no" } })).element("Code")).toBe(
      "InvalidArgument",
    );
    expect((await complete("k", id, "", { headers })).status).toBe(200);
    expect((await read("k")).text).toBe(`${one}${two}`);
  });

  test("a part that comes again replaces, one that is not named is dropped", async () => {
    const id = await start("k");
    await putPart("k", id, 1, one);
    await putPart("k", id, 1, two);
    await putPart("k", id, 2, one);
    expect((await complete("k", id, partsOf([1, md5(one)]))).element("Code")).toBe("InvalidPart");
    expect((await complete("k", id, partsOf([1, md5(two)]))).status).toBe(200);
    expect((await read("k")).text).toBe("the end");
  });

  test("keys are encoded where that is asked for", async () => {
    const key = "a b/图+1";
    const [rest, encoded] = ["&encoding-type=url", "a%20b/%E5%9B%BE%2B1"];
    const started = await ask("POST", key, "uploads", { rest });
    expect([started.element("Key"), started.element("EncodingType")]).toEqual([encoded, "url"]);
    const id = started.element("UploadId") ?? "";
    await putPart(key, id, 1, two);
    expect((await ask("GET", key, `uploadId=${id}`, { rest })).element("Key")).toBe(encoded);
    expect((await ask("GET", key, `uploadId=${id}`)).element("Key")).toBe(key);
    const done = await complete(key, id, partsOf([1, md5(two)]), { rest });
    expect([done.element("Key"), done.element("Location")]).toEqual([
      encoded,
      `http://127.0.0.1:${door.port}/demo/${encoded}`,
    ]);
  });

  test("an upload that is aborted is gone", async () => {
    const id = await start("k");
    const gone = await ask("DELETE", "k", `uploadId=${id}`);
    expect([gone.status, gone.headers["content-length"]]).toEqual([204, undefined]);
    const again = await ask("DELETE", "k", `uploadId=${id}`);
    expect([again.status, again.element("Code"), again.element("UploadId")]).toEqual([404, "NoSuchUpload", id]);
    expect((await putPart("k", id, 1, two)).element("Code")).toBe("NoSuchUpload");
  });

  test("one that must not replace, at its start or its end", async () => {
    const headers = { "x-oss-forbid-overwrite": "true" };
    const id = await start("k", { headers });
    await putPart("k", id, 1, two);
    await door.put("demo", "k", "there");
    expect((await ask("POST", "k", "uploads", { headers })).element("Code")).toBe("FileAlreadyExists");
    expect((await complete("k", id, partsOf([1, md5(two)]), { headers })).element("Code")).toBe("FileAlreadyExists");
    expect((await read("k")).text).toBe("there");
    expect((await complete("k", id, partsOf([1, md5(two)]))).status).toBe(200);
  });
});

describe("parts that are copied", () => {
  beforeEach(async () => {
    await door.put("demo", "source", "0123456789");
  });

  test.each<[string, Record<string, string>, string]>([
    ["the whole", {}, "0123456789"],
    ["a range", { "x-oss-copy-source-range": "bytes=2-4" }, "234"],
    ["a range to the end", { "x-oss-copy-source-range": "bytes=7-99" }, "789"],
    ["what is no range", { "x-oss-copy-source-range": "2-4" }, "0123456789"],
    ["a condition that holds", { "x-oss-copy-source-if-match": md5(Buffer.from("0123456789")) }, "0123456789"],
  ])("%s", async (_, headers, text) => {
    const id = await start("k");
    const query = `partNumber=1&uploadId=${id}`;
    const reply = await ask("PUT", "k", query, { headers: { "x-oss-copy-source": "/demo/source", ...headers } });
    const etag = md5(Buffer.from(text));
    expect([reply.status, reply.element("ETag")]).toEqual([200, `&quot;${etag}&quot;`]);
    expect([reply.headers.etag, reply.element("LastModified")]).toEqual([`"${etag}"`, "1970-01-01T00:00:00.000Z"]);
    expect((await complete("k", id, partsOf([1, etag]))).status).toBe(200);
    expect((await read("k")).text).toBe(text);
  });

  test.each<[string, Record<string, string>, number, string | undefined]>([
    ["a source that is not there", { "x-oss-copy-source": "/demo/nothing" }, 404, "NoSuchKey"],
    ["a condition that fails", { "x-oss-copy-source-if-match": "0" }, 412, "PreconditionFailed"],
    ["nothing new", { "x-oss-copy-source-if-none-match": "*" }, 304, undefined],
    [
      "a strict range",
      { "x-oss-copy-source-range": "bytes=10-", "x-oss-range-behavior": "standard" },
      416,
      "InvalidRange",
    ],
  ])("%s makes no part", async (_, headers, status, code) => {
    const id = await start("k");
    const query = `partNumber=1&uploadId=${id}`;
    const reply = await ask("PUT", "k", query, { headers: { "x-oss-copy-source": "/demo/source", ...headers } });
    expect([reply.status, reply.element("Code")]).toEqual([status, code]);
    expect(texts(await ask("GET", "k", `uploadId=${id}`), "PartNumber")).toEqual([]);
  });
});
