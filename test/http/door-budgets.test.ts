import { afterEach, expect, test } from "vitest";
import type { BudgetLimits } from "../../src/service/budgets.js";
import { type DoorServer, image, startDoor } from "./door-server.js";

let door: DoorServer;
afterEach(() => door.stop());

/** A door with these limits and a picture that anybody may read. */
async function open(limits: Partial<BudgetLimits>): Promise<void> {
  door = await startDoor({ limits: { requests: 0, cost: 0, renders: 0, megapixels: 0, ...limits } });
  for (const bucket of ["open", "shared"]) await door.put(bucket, "a.png", image, { contentType: "image/png" });
}
const resized = (width: number) => ({ path: `/open/a.png?x-oss-process=image/resize,w_${width}` });
const signed = (width: number) => ({ ...resized(width), sign: `${resized(width).path}` });

test("pictures beyond the budget are 503 with Retry-After, as the vendor answers too many requests", async () => {
  await open({ renders: 2 });
  for (const width of [1, 2]) expect((await door.send(resized(width))).status).toBe(200);
  const refused = await door.send(resized(3));
  expect([refused.status, refused.element("Code"), refused.element("EC")]).toEqual([
    503,
    "ServiceUnavailable",
    "0004-00000801",
  ]);
  expect(refused.element("Message")).toBe("renders: expected at most 2 in a minute, and that is used up");
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(25);
  expect(door.engine.jobs).toHaveLength(2);
  const head = await door.send({ method: "HEAD", ...resized(3) });
  expect([head.status, head.headers["retry-after"]]).toEqual([503, refused.headers["retry-after"]]);
  // Nobody is told of each stranger who asks for too much.
  expect(door.troubles).toEqual([]);
});

test("megapixels of the sources count", async () => {
  await open({ megapixels: 1 });
  const megapixel = JSON.stringify({ ...JSON.parse(image), width: 1000, height: 1000 });
  await door.put("open", "a.png", megapixel, { contentType: "image/png" });
  expect((await door.send(resized(1))).status).toBe(200);
  expect((await door.send(resized(2))).status).toBe(503);
});

test("a look at the pixels and a result that is saved count; bytes, headers and a second look do not", async () => {
  await open({ renders: 1 });
  const ask = async (query: string) => (await door.send({ path: `/open/a.png${query}` })).status;
  for (const free of ["", "?x-oss-process=image/info", "?objectMeta"]) expect(await ask(free)).toBe(200);
  expect(await ask("?x-oss-process=image/average-hue")).toBe(200);
  const save = {
    method: "POST",
    path: "/shared/a.png?x-oss-process",
    body: "x-oss-process=image/resize,w_1|sys/saveas,o_Yi5wbmc",
  };
  expect((await door.send(save)).status).toBe(503);
  for (const free of ["", "?x-oss-process=image/info", "?objectMeta"]) expect(await ask(free)).toBe(200);
});

test("the root key has no budget, in a header or a URL, and requests have none", async () => {
  await open({ renders: 1, requests: 1 });
  for (let width = 1; width <= 5; width += 1) expect((await door.send(signed(width))).status).toBe(200);
  for (let i = 0; i < 5; i += 1) expect((await door.send({ path: "/open/a.png" })).status).toBe(200);
  expect((await door.send(resized(1))).status).toBe(200);
  expect((await door.send(resized(2))).status).toBe(503);
});
