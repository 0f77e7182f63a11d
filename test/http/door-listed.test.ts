import { afterEach, beforeEach, expect, test } from "vitest";
import { putStyle, smallWidth } from "./door-policy.js";
import { type DoorServer, image, startDoor } from "./door-server.js";

let door: DoorServer;
beforeEach(async () => {
  door = await startDoor({ listedPipelines: new Set(["image/resize,w_9,h_5", "style/small|image/format,png"]) });
  for (const bucket of ["open", "shared"]) await door.put(bucket, "a.png", image, { contentType: "image/png" });
});
afterEach(() => door.stop());

const small = "/open/?style&styleName=small";
const makeStyle = () =>
  door.send({ method: "PUT", path: small, sign: small, body: "<Style><Content>image/resize,w_4</Content></Style>" });
const ask = async (process: string, how: { method?: string; sign?: true } = {}) => {
  const path = `/open/a.png?x-oss-process=${process}`;
  const reply = await door.send({ method: how.method ?? "GET", path, ...(how.sign && { sign: path }) });
  return [reply.status, reply.element("Code")];
};

test.each([
  ["one that is listed", "image/resize,w_9,h_5"],
  ["the same in other words", "image/resize,h_5,m_lfit,w_9"],
  ["a style", "style/small"],
  ["a chain that is listed", "style/small|image/format,png"],
])("strangers get %s", async (_, process) => {
  await makeStyle();
  expect(await ask(process)).toEqual([200, undefined]);
  expect(await ask(process, { method: "HEAD" })).toEqual([200, undefined]);
});

test.each([
  ["another size", "image/resize,w_10,h_5"],
  ["more steps", "image/resize,w_9,h_5/blur,r_3,s_3"],
  ["a part of a chain", "image/format,png"],
  ["a chain behind a style", "style/small|image/blur,r_3,s_3"],
  ["a question", "image/average-hue"],
  ["another engine", "image/resize,w_9,h_5/x-engine,any"],
])("strangers get no other pipeline, who signs does: %s", async (_, process) => {
  await makeStyle();
  const rendered = door.engine.jobs.length;
  expect(await ask(process)).toEqual([403, "AccessDenied"]);
  expect((await ask(process, { method: "HEAD" }))[0]).toBe(403);
  expect(door.engine.jobs).toHaveLength(rendered);
  expect(await ask(process, { sign: true })).toEqual([200, undefined]);
});

test("strangers give a style the values that its parameters take, and no others", async () => {
  await putStyle(door, "open", "wide", "image/resize,w_4", [smallWidth]);
  expect(await ask("style/wide,width_8")).toEqual([200, undefined]);
  expect(await ask("style/wide,width_9")).toEqual([400, "InvalidArgument"]);
  expect(await ask("style/wide,height_8")).toEqual([400, "InvalidArgument"]);
});

test("strangers do not get round it by a header, by POST, or by a name with a style in it", async () => {
  const headers = { "x-oss-process": "image/resize,w_10" };
  expect((await door.send({ path: "/open/a.png", headers })).status).toBe(403);
  const post = (process: string) =>
    door.send({ method: "POST", path: "/shared/a.png?x-oss-process", body: `x-oss-process=${process}` });
  for (const process of ["image/resize,w_10", "image/resize,w_10|sys/saveas,o_Yi5wbmc"])
    expect((await post(process)).status).toBe(403);
  expect((await post("image/resize,w_9,h_5|sys/saveas,o_Yi5wbmc")).status).toBe(200);
  expect((await door.send({ path: "/open/a.png" })).status).toBe(200);
});

test("what strangers may not read they are told before what they may not ask", async () => {
  await door.put("demo", "a.png", image);
  const reply = await door.send({ path: "/demo/a.png?x-oss-process=image/resize,w_10" });
  expect([reply.status, reply.element("Message")]).toEqual([403, expect.stringContaining("bucket acl")]);
});
