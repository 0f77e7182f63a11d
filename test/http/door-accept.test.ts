import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DoorServer, image, startDoor } from "./door-server.js";

let door: DoorServer;
beforeEach(async () => {
  door = await startDoor();
  await door.put("open", "a.png", image, { contentType: "image/png" });
});
afterEach(() => door.stop());

const path = "/open/a.png?x-oss-process=image/resize,w_4/x-auto-format,1";
const get = (accept: string | undefined, more: object = {}) =>
  door.send({ path, ...more, ...(accept !== undefined && { headers: { accept } }) });

describe("a format that is left to the Accept header", () => {
  test.each([
    [undefined, "image/png"],
    ["*/*", "image/png"],
    ["image/webp,*/*", "image/webp"],
    ["image/avif,image/webp,image/*", "image/avif"],
  ])("%j gets %s", async (accept, type) => {
    const reply = await get(accept);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({ "content-type": type, vary: "Accept" });
    const head = await get(accept, { method: "HEAD" });
    expect(head.headers).toMatchObject({ "content-type": type, vary: "Accept", etag: reply.headers.etag });
  });

  test("each has an ETag of its own, that of the written format", async () => {
    const [png, webp] = await Promise.all([get("*/*"), get("image/webp")]);
    expect(png!.headers.etag).not.toBe(webp!.headers.etag);
    const written = await door.send({ path: "/open/a.png?x-oss-process=image/resize,w_4/format,webp" });
    expect(written.headers.etag).toBe(webp!.headers.etag);
    expect(written.headers.vary).toBeUndefined();
    const headers = { accept: "image/webp", "if-none-match": webp!.headers.etag ?? "" };
    const same = await door.send({ path, headers });
    expect([same.status, same.headers.vary]).toEqual([304, "Accept"]);
    const other = await door.send({ path, headers: { ...headers, accept: "*/*" } });
    expect([other.status, other.headers["content-type"]]).toEqual([200, "image/png"]);
  });

  test("a refusal that goes by it says so too", async () => {
    const tight = "/open/a.png?x-oss-process=image/x-auto-format,1/x-max-bytes,900";
    const refused = await door.send({ path: tight });
    expect([refused.status, refused.element("Code"), refused.headers.vary]).toEqual([400, "InvalidArgument", "Accept"]);
    const made = await door.send({ path: tight, headers: { accept: "image/webp" } });
    expect([made.status, made.headers.vary]).toEqual([200, "Accept"]);
    const failed = await door.send({ path, headers: { accept: "image/webp", "if-match": '"x"' } });
    expect([failed.status, failed.headers.vary]).toEqual([412, "Accept"]);
  });

  test("in a style", async () => {
    const call = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
    await door.service.putStyle("open" as never, "open" as never, "image/x-auto-format,1", call);
    const reply = await door.send({ path: "/open/a.png?x-oss-process=style/open", headers: { accept: "image/webp" } });
    expect(reply.headers).toMatchObject({ "content-type": "image/webp", vary: "Accept" });
  });

  test("is not left open by what is stored", async () => {
    const body = `x-oss-process=image/x-auto-format,1|sys/saveas,o_${Buffer.from("b.png").toString("base64url")}`;
    await door.put("shared", "a.png", image);
    const reply = await door.send({ method: "POST", path: "/shared/a.png?x-oss-process", body });
    expect([reply.status, reply.element("Code")]).toEqual([400, "InvalidArgument"]);
  });
});

test("other answers do not vary", async () => {
  for (const process of [
    "image/resize,w_4",
    "image/info",
    "image/format,webp/x-auto-format,1",
    "image/x-auto-format,0",
  ]) {
    const reply = await door.send({ path: `/open/a.png?x-oss-process=${process}`, headers: { accept: "image/webp" } });
    expect([reply.status, reply.headers.vary]).toEqual([200, undefined]);
  }
  expect((await door.send({ path: "/open/a.png" })).headers.vary).toBeUndefined();
});
