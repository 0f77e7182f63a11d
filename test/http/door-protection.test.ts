import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeBase64Text } from "../../src/pipeline/index.js";
import { changeBucket, putStyle, smallWidth } from "./door-policy.js";
import { type DoorServer, image, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
  for (const bucket of ["open", "shared", "demo"]) {
    for (const key of ["a.png", "free.jpg"]) await door.put(bucket, key, image);
    await putStyle(door, bucket, "small", "image/resize,w_4", [smallWidth]);
    await putStyle(door, bucket, "facts", "image/info");
    await putStyle(door, bucket, "marked", `image/watermark,image_${encodeBase64Text("a.png")}`);
    await changeBucket(door, bucket, { styleSeparators: ["!"], sourceProtection: [{ extensions: ["png"] }] });
  }
});
afterEach(() => door.stop());

const drawn = `image/watermark,image_${encodeBase64Text("a.png")}`;
const saved = `sys/saveas,o_${encodeBase64Text("saved")}`;

/**
 * What an anonymous caller gets who asks for a protected source: `refused` is 403 AccessDenied with EC 0040-00000031.
 * Source: specification §20.1; a HEAD answers as its GET would (§1).
 */
const table: readonly (readonly [what: string, method: string, path: string, answer: number | "refused"])[] = [
  ["the object as it is", "GET", "/open/a.png", "refused"],
  ["its headers", "HEAD", "/open/a.png", "refused"],
  ["its ETag and size", "HEAD", "/open/a.png?objectMeta", "refused"],
  ["an empty process string", "GET", "/open/a.png?x-oss-process=", "refused"],
  ["steps of the caller's own", "GET", "/open/a.png?x-oss-process=image/resize,w_4", "refused"],
  ["their headers", "HEAD", "/open/a.png?x-oss-process=image/resize,w_4", "refused"],
  ["a question about it", "GET", "/open/a.png?x-oss-process=image/info", "refused"],
  ["its colour", "GET", "/open/a.png?x-oss-process=image/average-hue", "refused"],
  ["steps before a style", "GET", "/open/a.png?x-oss-process=image/crop,w_9%7Cstyle/small", "refused"],
  ["a wrong process string", "GET", "/open/a.png?x-oss-process=nonsense", "refused"],
  ["a style's empty name", "GET", "/open/a.png?x-oss-process=style/", "refused"],
  ["a protected name where nothing is", "GET", "/open/none.png", "refused"],
  ["it as a watermark of the caller's own", "GET", `/open/free.jpg?x-oss-process=${drawn}`, "refused"],
  ["that behind a style", "GET", `/open/free.jpg?x-oss-process=style/small%7C${drawn}`, "refused"],

  ["a style", "GET", "/open/a.png?x-oss-process=style/small", 200],
  ["a style with a value that its parameter takes", "GET", "/open/a.png?x-oss-process=style/small,width_8", 200],
  ["a style with one that it does not", "GET", "/open/a.png?x-oss-process=style/small,width_9", 400],
  ["a name with a style and a value in it, which is an object's", "GET", "/open/a.png!small,width_8", 404],
  ["a style's headers", "HEAD", "/open/a.png?x-oss-process=style/small", 200],
  ["a style in its name", "GET", "/open/a.png!small", 200],
  ["a style that asks a question", "GET", "/open/a.png?x-oss-process=style/facts", 200],
  ["a style, and steps behind it", "GET", "/open/a.png?x-oss-process=style/small%7Cimage/rotate,90", 200],
  ["it as a watermark of a style", "GET", "/open/free.jpg?x-oss-process=style/marked", 200],
  ["a source that no rule covers", "GET", "/open/free.jpg?x-oss-process=image/resize,w_4", 200],
  ["a style, then a wrong stage", "GET", "/open/a.png?x-oss-process=style/small%7Cnonsense", 400],
  ["a style that is not there", "GET", "/open/a.png?x-oss-process=style/none", 404],
  ["a style of nothing", "GET", "/open/none.png?x-oss-process=style/small", 404],
];

describe("a protected source", () => {
  test.each(table)("%s: %s %s, anonymous, is %s", async (_, method, path, answer) => {
    const reply = await door.send({ method, path });
    expect(reply.status).toBe(answer === "refused" ? 403 : answer);
    expect(reply.headers["x-oss-ec"] === "0040-00000031").toBe(answer === "refused");
    if (answer === "refused" && method === "GET") {
      expect([reply.element("Code"), reply.element("EC")]).toEqual(["AccessDenied", "0040-00000031"]);
      expect(reply.element("Hint")).toBe("Sign the request, or ask for a style of the bucket.");
      expect(door.engine.jobs).toHaveLength(0);
    }
  });

  // Without protection nothing of the table is refused for it, and a signature needs none.
  test.each(
    table.filter(([, , , answer]) => answer === "refused"),
  )("%s: %s %s, signed or not protected, is not", async (_, method, path) => {
    // An empty value is signed as a bare name.
    const signed = await door.send({ method, path, sign: decodeURIComponent(path).replace(/=$/, "") });
    await changeBucket(door, "open", { sourceProtection: [] });
    const open = await door.send({ method, path });
    for (const reply of [signed, open]) {
      expect(reply.status).not.toBe(403);
      expect(reply.headers["x-oss-ec"]).not.toBe("0040-00000031");
    }
    expect(signed.status).toBe(open.status);
  });

  test("in a private bucket is refused for the ACL alone, also through a style", async () => {
    for (const path of ["/demo/a.png", "/demo/a.png?x-oss-process=style/small", "/demo/a.png!small"]) {
      const reply = await door.send({ path });
      expect([reply.element("Code"), reply.element("EC")]).toEqual(["AccessDenied", undefined]);
    }
  });

  test("is posted to through a style only", async () => {
    const post = (body: string) => door.send({ method: "POST", path: "/shared/a.png?x-oss-process", body });
    for (const process of ["image/resize,w_4", "nonsense"])
      for (const end of ["", `|${saved}`])
        expect((await post(`x-oss-process=${process}${end}`)).element("EC")).toBe("0040-00000031");
    expect((await post("x-oss-process=style/small")).status).toBe(200);
    expect((await post(`x-oss-process=style/small|${saved}`)).status).toBe(200);
    expect((await door.send({ path: "/shared/saved" })).text).toBe(`[${image}]`);
  });

  test("is written, deleted and listed as before", async () => {
    expect((await door.send({ path: "/open/" })).text).toContain("<Key>a.png</Key>");
    const headers = { "content-length": "1" };
    expect((await door.send({ method: "PUT", path: "/shared/new.png", body: "x", headers })).status).toBe(200);
    expect((await door.send({ method: "DELETE", path: "/shared/a.png" })).status).toBe(204);
  });
});
