import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { type DoorServer, image, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("processing", () => {
  beforeEach(async () => {
    await door.put("demo", "a.png", image, { cacheControl: "max-age=1", contentType: "image/png" });
    await door.put("open", "a.png", image, { cacheControl: "max-age=1", contentType: "image/png" });
    await door.put("open", "a.txt", "text");
  });

  test("a result has its own type, length and ETag, and no checksum of the source", async () => {
    const source = await door.send({ path: "/open/a.png" });
    const reply = await door.send({ path: "/open/a.png?x-oss-process=image/resize,w_4/format,jpg" });
    expect([reply.status, reply.text]).toEqual([200, `[${image}]`]);
    expect(reply.headers).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(image.length + 2),
      "cache-control": "max-age=1",
      "accept-ranges": "bytes",
      "last-modified": source.headers["last-modified"],
      "content-security-policy": "sandbox; default-src 'none'",
    });
    expect(reply.headers.etag).toMatch(/^"[0-9A-F]{32}"$/);
    expect(reply.headers.etag).not.toBe(source.headers.etag);
    expect(reply.headers["x-oss-hash-crc64ecma"]).toBeUndefined();
    expect(reply.headers["server-timing"]).toMatch(
      /^plan;dur=.*queue;dur=.*source;dur=.*render;dur=.*encode;dur=.*cache;/,
    );
    await vi.waitFor(() => expect(door.engine.resultsInUse).toBe(0));
  });

  test("HEAD has the headers of GET", async () => {
    const path = "/open/a.png?x-oss-process=image/resize,w_4";
    const { date: _1, "x-oss-server-time": _2, ...facts } = (await door.send({ method: "HEAD", path })).headers;
    expect((await door.send({ path })).headers).toMatchObject(facts);
    await vi.waitFor(() => expect(door.engine.resultsInUse).toBe(0));
  });

  test("304 and 412 decode nothing", async () => {
    const path = "/open/a.png?x-oss-process=image/resize,w_4";
    const { headers } = await door.send({ path });
    const rendered = door.engine.jobs.length;
    expect((await door.send({ path, headers: { "if-none-match": headers.etag ?? "" } })).status).toBe(304);
    expect((await door.send({ path, headers: { "if-match": '"x"' } })).status).toBe(412);
    expect(door.engine.jobs.length).toBe(rendered);
  });

  test("a range is one of the result", async () => {
    const reply = await door.send({
      path: "/open/a.png?x-oss-process=image/resize,w_4",
      headers: { range: "bytes=0-1" },
    });
    expect([reply.status, reply.text]).toEqual([206, "[{"]);
    const refused = await door.send({
      path: "/open/a.png?x-oss-process=image/resize,w_4",
      headers: { range: "bytes=9999-", "x-oss-range-behavior": "standard" },
    });
    expect(refused.status).toBe(416);
    await vi.waitFor(() => expect(door.engine.resultsInUse).toBe(0));
  });

  test("a question is answered in JSON, of which a part can be had", async () => {
    const path = "/open/a.png?x-oss-process=image/info";
    const reply = await door.send({ path });
    expect([reply.headers["content-type"], reply.text]).toEqual(["application/json", '{"query":"info"}']);
    expect((await door.send({ path, headers: { range: "bytes=2-6" } })).text).toBe("query");
  });

  test("the process string may come in a header; the query's counts, and an empty one asks for nothing", async () => {
    const headers = { "x-oss-process": "image/info" };
    expect((await door.send({ path: "/open/a.png", headers })).text).toBe('{"query":"info"}');
    expect((await door.send({ path: "/open/a.png?x-oss-process=", headers })).text).toBe(image);
    expect((await door.send({ path: "/open/a.png?x-oss-process" })).text).toBe(image);
  });

  test.each([
    ["/demo/a.png?x-oss-process=nonsense", 403, "AccessDenied"],
    ["/demo/missing?x-oss-process=nonsense", 403, "AccessDenied"],
    ["/nowhere/a.png?x-oss-process=nonsense", 404, "NoSuchBucket"],
    ["/open/missing?x-oss-process=nonsense", 400, "InvalidArgument"],
    ["/open/missing?x-oss-process=style/none", 404, "NoSuchStyle"],
    ["/open/missing?x-oss-process=image/info", 404, "NoSuchKey"],
    ["/open/a.txt?x-oss-process=image/info", 400, "BadRequest"],
    ["/open/a.png?x-oss-process=image/info%7Csys/saveas,o_YQ", 400, "InvalidArgument"],
    ["/open/a.png?x-oss-process=image/blindwatermark,content_YQ", 501, "NotImplemented"],
  ])("%s is %i %s", async (path, status, code) => {
    const reply = await door.send({ path });
    expect([reply.status, reply.element("Code")]).toEqual([status, code]);
  });

  test("work that cannot be taken on is refused with the seconds after which to come again", async () => {
    door.engine.render = async () => {
      throw new Failure("ServiceUnavailable", { reason: "too much work is waiting", retryAfterSeconds: 7 });
    };
    const reply = await door.send({ path: "/open/a.png?x-oss-process=image/resize,w_4" });
    expect([reply.status, reply.headers["retry-after"]]).toEqual([503, "7"]);
    expect(reply.element("Code")).toBe("ServiceUnavailable");
  });

  test("work that takes too long ends with the deadline's failure", async () => {
    door.deadline = AbortSignal.abort(new Failure("DeadlineExceeded", { limitMs: 7 }));
    const reply = await door.send({ path: "/open/a.png?x-oss-process=image/resize,w_4" });
    expect([reply.status, reply.element("Code")]).toEqual([504, "DeadlineExceeded"]);
    expect((await door.send({ path: "/open/a.png" })).status).toBe(200);
  });

  test("work that the deadline broke off is its failure; a bug after the deadline is still a bug", async () => {
    const deadline = new AbortController();
    door.deadline = deadline.signal;
    door.engine.render = async () => {
      deadline.abort(new Failure("DeadlineExceeded", { limitMs: 7 }));
      throw new DOMException("The operation was aborted", "AbortError");
    };
    const path = "/open/a.png?x-oss-process=image/resize,w_4";
    expect((await door.send({ path })).element("Code")).toBe("DeadlineExceeded");
    expect(door.troubles).toEqual([]);
    door.engine.explain = () => {
      throw new TypeError("bug");
    };
    expect((await door.send({ path })).element("Code")).toBe("InternalError");
    expect(door.troubles).toHaveLength(1);
  });
});

describe("save-as", () => {
  beforeEach(async () => {
    await door.put("demo", "a.png", image);
    await door.put("shared", "a.png", image);
  });
  const post = (path: string, body: string, sign?: string) =>
    door.send({
      method: "POST",
      path,
      body,
      headers: { "content-type": "image/png" },
      ...(sign !== undefined && { sign }),
    });
  const base64 = (text: string, alphabet: "base64" | "base64url") => Buffer.from(text).toString(alphabet);

  test.each([
    ["raw, URL-safe", `x-oss-process=image/resize,w_4|sys/saveas,o_${base64("save/图 +1?.png", "base64url")}`],
    ["raw, standard", `x-oss-process=image/resize,w_4|sys/saveas,o_${base64("save/图 +1?.png", "base64")}`],
    [
      "form-encoded",
      `x-oss-process=${encodeURIComponent(`image/resize,w_4|sys/saveas,o_${base64("save/图 +1?.png", "base64")}`)}`,
    ],
  ])("a %s body", async (_, body) => {
    const reply = await post("/demo/a.png?x-oss-process=", body, "/demo/a.png?x-oss-process");
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/json"]);
    expect(JSON.parse(reply.text)).toEqual({
      bucket: "",
      fileSize: image.length + 2,
      object: "save/图 +1?.png",
      status: "OK",
    });
    const saved = await door.send({
      path: `/demo/${encodeURIComponent("save/图 +1?.png")}`,
      sign: "/demo/save/图 +1?.png",
    });
    expect([saved.text, saved.headers["content-type"]]).toEqual([`[${image}]`, "image/png"]);
  });

  test("into another bucket, which the answer then names", async () => {
    const body = `x-oss-process=image/resize,w_4|sys/saveas,o_YQ,b_${base64("open", "base64url")}`;
    const reply = await post("/demo/a.png?x-oss-process", body, "/demo/a.png?x-oss-process");
    expect(JSON.parse(reply.text)).toMatchObject({ bucket: "open", object: "a" });
    expect((await door.send({ path: "/open/a" })).text).toBe(`[${image}]`);
  });

  test("without a target the result is the answer", async () => {
    const reply = await post(
      "/demo/a.png?x-oss-process",
      "x-oss-process=image/resize,w_4",
      "/demo/a.png?x-oss-process",
    );
    expect(reply.text).toBe(`[${image}]`);
  });

  test.each(["csv/select", "json/meta"])("a process in the query, %s, is another operation", async (process) => {
    const path = `/demo/a.png?x-oss-process=${process}`;
    const reply = await post(path, "<SelectRequest/>", path);
    expect([reply.status, reply.element("Code")]).toEqual([400, "NotImplemented"]);
  });

  test("anonymous only where anyone may write", async () => {
    const body = "x-oss-process=image/resize,w_4|sys/saveas,o_YQ";
    await door.put("open", "a.png", image);
    expect((await post("/open/a.png?x-oss-process", body)).element("Code")).toBe("AccessDenied");
    expect((await post("/open/a.png?x-oss-process", "nonsense")).element("Code")).toBe("AccessDenied");
    expect((await post("/shared/a.png?x-oss-process", body)).status).toBe(200);
  });

  test.each([
    ["nonsense", 400, "MissingArgument"],
    ["x-oss-process=image/resize,w_4|sys/saveas,b_YQ", 400, "MissingArgument"],
    ["x-oss-process=image/resize,w_4|sys/saveas,o_%%", 400, "BadRequest"],
    ["x-oss-process=image/resize,w_4|sys/saveas,o_L2E", 400, "InvalidArgument"],
    ["x-oss-process=image/resize,w_4|sys/saveas,o_YQ,b_QQ", 400, "InvalidArgument"],
    ["x-oss-process=image/resize,w_4|sys/saveas,o_YQ,b_bm93aGVyZQ", 404, "NoSuchBucket"],
    ["x-oss-process=image/info|sys/saveas,o_YQ", 400, "InvalidArgument"],
    [`x-oss-process=image/${"x".repeat(40_000)}`, 400, "InvalidArgument"],
  ])("%s is %i %s", async (body, status, code) => {
    const reply = await post("/demo/a.png?x-oss-process", body, "/demo/a.png?x-oss-process");
    expect([reply.status, reply.element("Code")]).toEqual([status, code]);
  });
});
