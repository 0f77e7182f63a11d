import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { ossRequest, readOssError } from "../support/oss-request.js";

const bucket = "beyond";
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await ossRequest(gateway, { method: "PUT", bucket });
  const photo = await readFile(new URL("../../samples/china.jpg", import.meta.url));
  const border = { left: 11, top: 12, right: 13, bottom: 14, background: "#fff" };
  const bordered = await sharp(photo).resize(300, 200).extend(border).png().toBuffer();
  for (const [key, body] of Object.entries({ "a.jpg": photo, "b.png": bordered }))
    await ossRequest(gateway, { method: "PUT", bucket, key, body });
});
afterAll(() => gateway.stop());

const get = (key: string, process: string, options: { accept?: string; method?: "HEAD" } = {}) =>
  ossRequest(gateway, {
    bucket,
    key,
    query: { "x-oss-process": process },
    ...(options.method && { method: options.method }),
    ...(options.accept !== undefined && { headers: { accept: options.accept } }),
  });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("pixels decide, planning knows", () => {
  test("a border is cut off", async () => {
    const trimmed = await bytesOf(await get("b.png", "image/x-trim,1"));
    expect(await sharp(trimmed).metadata()).toMatchObject({ width: 300, height: 200 });
  });

  test("a smart crop is the focal crop of the place that was seen, bit for bit", async () => {
    const query = `{ image(bucket: "${bucket}", key: "a.jpg") {
      rendition(transform: { steps: [{ smartCrop: { width: 100, height: 100 } }] }) { width plan { stages { passes { ops } } } } } }`;
    const { data } = await graphqlRequest<{
      image: { rendition: { width: number; plan: { stages: { passes: { ops: string[] }[] }[] } } };
    }>(gateway, query, {});
    const [scaled, cut] = data!.image.rendition.plan.stages[0]!.passes.flatMap(({ ops }) => ops);
    const [, width, height] = /^scale (\d+)x(\d+)$/.exec(scaled!)!;
    const [, x, y] = /^crop 100x100 at (\d+),(\d+)$/.exec(cut!)!;
    const same = `image/resize,m_fixed,w_${width},h_${height}/crop,w_100,h_100,x_${x},y_${y}`;
    const [one, other] = await Promise.all([get("a.jpg", "image/x-smart-crop,w_100,h_100"), get("a.jpg", same)]);
    expect((await bytesOf(one!)).equals(await bytesOf(other!))).toBe(true);
  });

  test("after another step it is refused, with the step", async () => {
    const error = await readOssError(await get("a.jpg", "image/resize,w_50/x-trim,1"));
    expect(error).toMatchObject({ code: "BadRequest", status: 400, action: "x-trim", step: 1 });
  });
});

describe("bytes decide", () => {
  test("a bound that can be kept is, one that cannot is refused with the smallest size", async () => {
    const file = await bytesOf(await get("a.jpg", "image/x-max-bytes,30000"));
    expect(file.length).toBeLessThanOrEqual(30_000);
    const error = await readOssError(await get("a.jpg", "image/x-max-bytes,500"));
    expect(error).toMatchObject({ code: "ImageTooLarge", status: 400, action: "x-max-bytes" });
    expect(error.message).toMatch(/\d+ bytes at quality 1, the limit is 500 bytes/);
  });
});

describe("the browser decides", () => {
  test.each([
    ["image/avif,image/webp,*/*", "heif"],
    ["image/webp,*/*", "webp"],
    ["*/*", "jpeg"],
  ])("%s", async (accept, format) => {
    const process = "image/resize,w_100/x-auto-format,1";
    const first = await get("a.jpg", process, { accept });
    const [type, etag] = [first.headers.get("content-type"), first.headers.get("etag")];
    expect((await sharp(await bytesOf(first)).metadata()).format).toBe(format);
    expect(first.headers.get("vary")).toBe("Accept");
    const head = await get("a.jpg", process, { accept, method: "HEAD" });
    expect([head.headers.get("content-type"), head.headers.get("etag")]).toEqual([type, etag]);
    expect(head.headers.get("server-timing")).toContain('desc="hit"');
  });
});
