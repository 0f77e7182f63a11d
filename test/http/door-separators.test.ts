import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changeBucket, putStyle } from "./door-policy.js";
import { accessKeyId, type DoorServer, image, secret, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
  for (const bucket of ["open", "demo"]) {
    await door.put(bucket, "a.png", image);
    await putStyle(door, bucket, "small", "image/resize,w_4");
    await putStyle(door, bucket, "b-c", "image/resize,w_5");
  }
});
afterEach(() => door.stop());

/** The result of the fake engine: the source in brackets. */
const styled = `[${image}]`;
/** Widths that were rendered. */
const rendered = () => door.engine.jobs.map(({ pipeline }) => pipeline.stages[0]?.steps[0]?.args);

describe("a name with a style in it", () => {
  test.each(["!", "-", "_", "/"] as const)("is cut at %s when the bucket has it in force", async (separator) => {
    const path = `/open/a.png${separator}small`;
    expect((await door.send({ path })).element("Code")).toBe("NoSuchKey");
    await changeBucket(door, "open", { styleSeparators: [separator] });
    const reply = await door.send({ path });
    expect([reply.status, reply.text]).toEqual([200, styled]);
    expect(reply.headers["content-type"]).toBe("image/png");
    expect(rendered()).toEqual([{ width: 4 }]);
  });

  test.each([
    ["a style that is not there", "/open/a.png!none", 404, "NoSuchStyle"],
    ["an object that is not there", "/open/x.png!small", 404, "NoSuchKey"],
    ["neither", "/open/x.png!none", 404, "NoSuchStyle"],
    ["the last separator counts, of several", "/open/a.png!x!small", 404, "NoSuchKey"],
    ["the last separator counts, of several kinds", "/open/a.png!b-c", 404, "NoSuchStyle"],
    ["another separator is part of a name", "/open/a.png_small", 404, "NoSuchKey"],
    ["no name before the separator", "/open/!small", 404, "NoSuchKey"],
    ["no name behind the separator", "/open/a.png!", 404, "NoSuchKey"],
    ["what no style is called", "/open/a.png!sm%20all", 404, "NoSuchKey"],
    ["a second stage is no style's name", "/open/a.png!small%7Cimage/rotate,90", 404, "NoSuchKey"],
    ["a private bucket tells nothing", "/demo/a.png!none", 403, "AccessDenied"],
    ["a bucket that is not there", "/nowhere/a.png!small", 404, "NoSuchBucket"],
  ])("%s", async (_, path, status, code) => {
    for (const bucket of ["open", "demo"]) await changeBucket(door, bucket, { styleSeparators: ["-", "!"] });
    const reply = await door.send({ path });
    expect([reply.status, reply.element("Code")]).toEqual([status, code]);
    expect(door.engine.jobs).toHaveLength(0);
  });

  test("is an object's when there is one of the whole name, whatever it is", async () => {
    await changeBucket(door, "open", { styleSeparators: ["!"] });
    await door.put("open", "a.png!small", "as it is");
    expect((await door.send({ path: "/open/a.png!small" })).text).toBe("as it is");
    await door.put("open", "a.png!small", "mine", { acl: "private" });
    expect((await door.send({ path: "/open/a.png!small" })).element("Code")).toBe("AccessDenied");
  });

  test("gives what the process string gives: headers, ETag, HEAD, conditions and ranges", async () => {
    await changeBucket(door, "open", { styleSeparators: ["!"] });
    const path = "/open/a.png!small";
    const { date: _1, "x-oss-server-time": _2, "server-timing": _3, ...facts } = (await door.send({ path })).headers;
    expect((await door.send({ path: "/open/a.png?x-oss-process=style/small" })).headers).toMatchObject(facts);
    expect((await door.send({ method: "HEAD", path })).headers).toMatchObject(facts);
    expect((await door.send({ path, headers: { "if-none-match": facts.etag ?? "" } })).status).toBe(304);
    const part = await door.send({ path, headers: { range: "bytes=0-1" } });
    expect([part.status, part.text]).toEqual([206, "[{"]);
  });

  test("is the whole name to a process string, which counts before it", async () => {
    await changeBucket(door, "open", { styleSeparators: ["!"] });
    const process = "x-oss-process=image/resize,w_9";
    expect((await door.send({ path: `/open/a.png!small?${process}` })).element("Code")).toBe("NoSuchKey");
    expect((await door.send({ path: "/open/a.png!small?x-oss-process=" })).text).toBe(styled);
  });

  test("is the whole name to every other operation", async () => {
    await changeBucket(door, "demo", { styleSeparators: ["!"] });
    const path = "/demo/a.png!small";
    for (const [method, query] of [
      ["GET", "?acl"],
      ["HEAD", "?objectMeta"],
    ] as const)
      expect((await door.send({ method, path: path + query, sign: path + query })).status).toBe(404);
    const body = "x-oss-process=image/info";
    const posted = { method: "POST", path: `${path}?x-oss-process`, sign: `${path}?x-oss-process`, body } as const;
    expect((await door.send(posted)).element("Code")).toBe("NoSuchKey");
    await door.send({ method: "PUT", path, sign: path, body: "new", headers: { "content-length": "3" } });
    expect((await door.send({ path, sign: path })).text).toBe("new");
    await door.send({ method: "DELETE", path, sign: path });
    expect((await door.send({ path, sign: path })).text).toBe(styled);
  });

  test("is signed whole, in the header and in the URL", async () => {
    await changeBucket(door, "demo", { styleSeparators: ["!"] });
    const path = "/demo/a.png!small";
    expect((await door.send({ path })).element("Code")).toBe("AccessDenied");
    expect((await door.send({ path, sign: path })).text).toBe(styled);
    expect((await door.send({ path, sign: "/demo/a.png" })).element("Code")).toBe("SignatureDoesNotMatch");

    const expires = Math.floor(Date.now() / 1000) + 60;
    const signature = createHmac("sha1", secret).update(`GET\n\n\n${expires}\n${path}`).digest("base64");
    const query = `OSSAccessKeyId=${accessKeyId}&Expires=${expires}&Signature=${encodeURIComponent(signature)}`;
    expect((await door.send({ path: `${path}?${query}` })).text).toBe(styled);
    expect((await door.send({ path: `/demo/a.png%21small?${query}` })).text).toBe(styled);
    for (const other of ["/demo/a.png", "/demo/a.png!b-c"])
      expect((await door.send({ path: `${other}?${query}` })).element("Code")).toBe("SignatureDoesNotMatch");
  });

  test("is found where the bucket stands in Host and path", async () => {
    await changeBucket(door, "open", { styleSeparators: ["!"] });
    const headers = { host: "open.localhost" };
    expect((await door.send({ path: "/a.png!small", headers })).text).toBe(styled);
    expect((await door.send({ path: "/open/a.png!small", headers })).text).toBe(styled);
    await door.put("open", "open/b.png", image);
    expect((await door.send({ path: "/open/b.png!small", headers })).text).toBe(styled);
  });
});

describe("a style that changes", () => {
  test.each([
    "/open/a.png!small",
    "/open/a.png?x-oss-process=style/small",
  ])("takes effect at once: %s", async (path) => {
    await changeBucket(door, "open", { styleSeparators: ["!"] });
    const before = (await door.send({ path })).headers.etag ?? "";
    const conditional = { path, headers: { "if-none-match": before } };
    expect((await door.send(conditional)).status).toBe(304);

    await putStyle(door, "open", "small", "image/resize,w_8");
    const after = await door.send(conditional);
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(before);
    expect(rendered()).toEqual([{ width: 4 }, { width: 8 }]);
    expect((await door.send({ path, headers: { "if-match": before } })).status).toBe(412);

    // Other words for the same are no change.
    await putStyle(door, "open", "small", "image/resize,limit_1,w_4,unknown_1");
    expect((await door.send({ path })).headers.etag).toBe(before);
  });
});
