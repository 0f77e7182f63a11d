import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DoorServer, type Reply, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

function append(position: string, body: string, headers: Record<string, string> = {}): Promise<Reply> {
  const target = `/demo/app.log?append&position${position && `=${position}`}`;
  const all = { "content-length": String(body.length), ...headers };
  return door.send({ method: "POST", path: target.replace("append", "append="), headers: all, body, sign: target });
}

test("an object grows at its end; the first append makes it, and says what it is", async () => {
  const first = await append("0", "hello ", { "content-type": "text/x-log", "x-oss-meta-who": "first" });
  expect([first.status, first.text, first.headers["x-oss-next-append-position"]]).toEqual([200, "", "6"]);
  const second = await append("6", "world", { "content-type": "text/plain", "x-oss-meta-who": "second" });
  expect(second.headers["x-oss-next-append-position"]).toBe("11");

  const whole = await door.send({ path: "/demo/app.log", sign: "/demo/app.log" });
  expect(whole.text).toBe("hello world");
  expect(whole.headers).toMatchObject({
    "content-type": "text/x-log",
    "x-oss-meta-who": "first",
    "x-oss-object-type": "Appendable",
    "x-oss-next-append-position": "11",
    etag: second.headers.etag,
    "x-oss-hash-crc64ecma": second.headers["x-oss-hash-crc64ecma"],
  });
});

test("the wrong position is refused with the right one, also in a header", async () => {
  await append("0", "hello");
  for (const [position, body] of [
    ["0", "again"],
    ["9", "later"],
  ] as const) {
    const reply = await append(position, body);
    expect([reply.status, reply.element("Code")]).toEqual([409, "PositionNotEqualToLength"]);
    expect([reply.headers["x-oss-next-append-position"], reply.element("ObjectSize")]).toEqual(["5", "5"]);
  }
  expect((await door.send({ path: "/demo/app.log", sign: "/demo/app.log" })).text).toBe("hello");
});

test("an object that was put does not grow", async () => {
  await door.put("demo", "app.log", "put");
  const reply = await append("3", "more");
  expect([reply.status, reply.element("Code"), reply.element("Key")]).toEqual([409, "ObjectNotAppendable", "app.log"]);
});

test.each<[string, string, Record<string, string>, string]>([
  ["no position", "", {}, "MissingArgument"],
  ["a position before the start", "-1", {}, "InvalidArgument"],
  ["a position that is no number", "end", {}, "InvalidArgument"],
  ["a position beyond 5 GB", "5368709120", {}, "EntityTooLarge"],
  ["a digest of another form", "0", { "content-md5": "abc" }, "InvalidDigest"],
  ["tags", "0", { "x-oss-tagging": "a=b" }, "NotImplemented"],
])("%s is refused, and nothing is made", async (_, position, headers, code) => {
  const reply = await append(position, "x", headers);
  expect([reply.status, reply.element("Code")]).toEqual([400, code]);
  expect((await door.send({ method: "HEAD", path: "/demo/app.log", sign: "/demo/app.log" })).status).toBe(404);
});

test("a digest that fits is taken, and a stranger is refused", async () => {
  const md5 = createHash("md5").update("x").digest("base64");
  expect((await append("0", "x", { "content-md5": md5 })).status).toBe(200);
  const stranger = { method: "POST", path: "/demo/app.log?append&position=1", headers: { "content-length": "1" } };
  expect((await door.send({ ...stranger, body: "y" })).element("Code")).toBe("AccessDenied");
});
