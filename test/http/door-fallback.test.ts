import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseObjectKey } from "../../src/base/object-key.js";
import { encodeBase64Text } from "../../src/pipeline/index.js";
import { changeBucket, putStyle } from "./door-policy.js";
import { type DoorServer, image, startDoor } from "./door-server.js";

let door: DoorServer;

const missing = parseObjectKey("none/missing.png");
const resized = "x-oss-process=image/resize,w_4";

beforeEach(async () => {
  door = await startDoor();
  for (const bucket of ["open", "demo"]) {
    await door.put(bucket, missing, image);
    await door.put(bucket, "a.png", image);
    await putStyle(door, bucket, "small", "image/resize,w_4");
    await putStyle(door, bucket, "facts", "image/info");
    await putStyle(door, bucket, "marked", `image/watermark,image_${encodeBase64Text("nowhere.png")}`);
    await changeBucket(door, bucket, { styleSeparators: ["!"], fallbackImage: missing });
  }
});
afterEach(() => door.stop());

const signed = (path: string) => ({ path, sign: decodeURIComponent(path) });

describe("the fallback image of a bucket", () => {
  test.each([
    ["a process string", "GET", `/open/gone.jpg?${resized}`],
    ["its headers", "HEAD", `/open/gone.jpg?${resized}`],
    ["a style", "GET", "/open/gone.jpg?x-oss-process=style/small"],
    ["a style in the name", "GET", "/open/gone.jpg!small"],
  ])("is shown for %s: %s %s", async (_, method, path) => {
    const { status, headers } = await door.send({ method, path });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "x-imgraph-fallback": "NoSuchKey",
      "cache-control": "max-age=30",
      "content-type": expect.stringMatching(/^image\//),
    });
    expect(headers).not.toHaveProperty("last-modified");
  });

  test("is what the same pipeline makes of it, without its stored headers", async () => {
    const own = await door.send({ path: `/open/${missing}?${resized}` });
    const instead = await door.send({ path: `/open/gone.jpg?${resized}` });
    expect(instead.text).toBe(own.text);
    expect(instead.headers.etag).toBe(own.headers.etag);
    expect(own.headers).not.toHaveProperty("x-imgraph-fallback");
  });

  test("is not taken for the image that comes later", async () => {
    const path = `/open/gone.jpg?${resized}`;
    const { etag } = (await door.send({ path })).headers;
    const again = await door.send({ path, headers: { "if-none-match": String(etag) } });
    expect([again.status, again.headers["x-imgraph-fallback"]]).toEqual([304, undefined]);
    const since = { "if-modified-since": new Date(Date.now() - 1000).toUTCString() };
    expect((await door.send({ path, headers: since })).status).toBe(200);
    await door.put("open", "gone.jpg", image.replace("{", "{ "));
    const come = await door.send({ path, headers: { "if-none-match": String(etag) } });
    expect([come.status, come.headers["x-imgraph-fallback"]]).toEqual([200, undefined]);
  });

  test.each([
    ["the object itself", "GET", "/open/gone.jpg", 404],
    ["its headers", "HEAD", "/open/gone.jpg", 404],
    ["its meta data", "HEAD", "/open/gone.jpg?objectMeta", 404],
    ["an empty process string", "GET", "/open/gone.jpg?x-oss-process=", 404],
    ["a question about it", "GET", "/open/gone.jpg?x-oss-process=image/info", 404],
    ["a style that asks a question", "GET", "/open/gone.jpg?x-oss-process=style/facts", 404],
    ["a style that is not there", "GET", "/open/gone.jpg?x-oss-process=style/none", 404],
    ["a watermark that is not there", "GET", "/open/a.png?x-oss-process=style/marked", 404],
    ["a wrong process string", "GET", "/open/gone.jpg?x-oss-process=image/nonsense", 400],
    ["a style that cannot be run", "GET", "/open/gone.jpg?x-oss-process=style/marked", 404],
  ])("is not shown for %s: %s %s", async (_, method, path, status) => {
    const answer = await door.send({ method, path });
    expect(answer.status).toBe(status);
    expect(answer.headers).not.toHaveProperty("x-imgraph-fallback");
  });

  test("is not shown for what is saved or posted", async () => {
    const body = "x-oss-process=image/resize,w_4";
    const headers = { "content-length": String(body.length) };
    const path = "/open/gone.jpg?x-oss-process";
    expect((await door.send({ method: "POST", path, sign: path, headers, body })).element("Code")).toBe("NoSuchKey");
  });

  test("is nothing to who may not read there, and shows nothing that its reader may not see", async () => {
    expect((await door.send({ path: `/demo/gone.jpg?${resized}` })).element("Code")).toBe("AccessDenied");
    expect((await door.send(signed(`/demo/gone.jpg?${resized}`))).headers["x-imgraph-fallback"]).toBe("NoSuchKey");
    await door.put("open", missing, image, { acl: "private" });
    expect((await door.send({ path: `/open/gone.jpg?${resized}` })).element("Code")).toBe("NoSuchKey");
    expect((await door.send(signed(`/open/gone.jpg?${resized}`))).headers["x-imgraph-fallback"]).toBe("NoSuchKey");
  });

  test("that is not there, or no image, leaves the failure as it was", async () => {
    const path = `/open/gone.jpg?${resized}`;
    await door.put("open", missing, "words");
    const refused = await door.send({ path });
    expect([refused.status, refused.element("Code"), refused.element("Key")]).toEqual([404, "NoSuchKey", "gone.jpg"]);
    await changeBucket(door, "open", { fallbackImage: parseObjectKey("gone.jpg") });
    expect((await door.send({ path })).element("Key")).toBe("gone.jpg");
    await changeBucket(door, "open", { fallbackImage: undefined });
    expect((await door.send({ path })).status).toBe(404);
  });
});
