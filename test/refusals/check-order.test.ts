import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { encodeBase64Text } from "../../src/pipeline/index.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { type OssRequest, ossRequest, readOssError } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";

let gateway: TestGateway;
const [open, shut] = ["open", "shut"].map(parseBucketName) as [never, never];

beforeAll(async () => {
  gateway = await startGateway();
  const put = async (request: OssRequest) => {
    const response = await ossRequest(gateway, { method: "PUT", ...request });
    if (!response.ok) throw new Error(await response.text());
  };
  await put({ bucket: open, headers: { "x-oss-acl": "public-read" } });
  await put({ bucket: shut });
  const photo = await makePicture({ w: 400, h: 267, format: "jpg" });
  const huge = await makePicture({ w: 30_001, h: 10, format: "jpg" });
  const avif = await makePicture({ w: 300, h: 200, format: "avif" });
  for (const bucket of [open, shut]) {
    await put({ bucket, key: "photo.jpg", body: photo });
    await put({ bucket, key: "huge.jpg", body: huge });
    await put({ bucket, key: "text.jpg", body: "no image" });
    await put({ bucket, key: "half.jpg", body: photo.subarray(0, photo.length >> 1) });
    await put({ bucket, key: "half.avif", body: avif.subarray(0, avif.length >> 1) });
    await put({ bucket, key: "20mb.jpg", body: Buffer.concat([photo, Buffer.alloc(20 * 1024 ** 2)]) });
    for (const [styleName, content] of Object.entries(styles))
      await put({ bucket, query: { style: "", styleName }, body: `<Style><Content>${content}</Content></Style>` });
  }
  const sourceProtection = [{ prefix: "photo" }];
  const call = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
  await gateway.service.updateBucket(open, { styleSeparators: ["!"], sourceProtection }, call);
}, 60_000);
afterAll(() => gateway.stop());

const mark = (key: string) => `image/watermark,image_${encodeBase64Text(key)}`;
const styles = {
  good: "image/resize,w_9",
  wrong: "image/resize,w_0",
  nested: "style/good",
  late: "image/crop,x_400",
  stages: "image/resize,w_90|image/crop,x_90",
  mark: mark("none.png"),
};

/**
 * Each request has several mistakes; the first in the order of checks is the answer: (1) the right, (2) the string from
 * left to right, (3) styles and their content, (4) the object, (5) that it is an image within the limits, (6) what shows
 * when it runs. The caller is anonymous in `open` and `shut`, and has a key where the row says `signed`.
 * Source: specification §2 (check order), §23, §23.1.
 */
const table: readonly (readonly [request: string, status: number, code: string, ec?: string])[] = [
  // (1) before everything: a private bucket, a protected source.
  ["shut/photo.jpg nonsense", 403, "AccessDenied"],
  ["shut/photo.jpg style/none", 403, "AccessDenied"],
  ["shut/none.jpg image/resize,w_0", 403, "AccessDenied"],
  ["shut/none.jpg", 403, "AccessDenied"],
  ["shut/text.jpg image/resize,w_9", 403, "AccessDenied"],
  ["open/photo.jpg", 403, "AccessDenied", "031"],
  ["open/photo.jpg image/resize,w_0", 403, "AccessDenied", "031"],
  ["open/photo-none.jpg image/resize,w_9", 403, "AccessDenied", "031"],
  // A watermark's right is asked for where it is drawn.
  [`open/half.jpg ${mark("photo.jpg")}`, 403, "AccessDenied", "031"],
  [`open/huge.jpg ${mark("photo.jpg")}`, 400, "ImageTooLarge", "019"],
  // A bucket that is not there has no rights to ask for.
  ["none/photo.jpg nonsense", 404, "NoSuchBucket"],
  // (2) before styles, and before the object: length, pipes, stages, actions, items in written order.
  [`signed shut/none.jpg image/slim${"/rotate,90".repeat(900)}`, 400, "InvalidArgument", "0017-00000288"],
  [`signed shut/none.jpg image/slim${"|style/none".repeat(6)}`, 400, "TooManyPipes", "211"],
  ["signed shut/none.jpg style/none|image/slim", 400, "InvalidArgument", "213"],
  ["signed shut/none.jpg image/slim,1/resize,w_0", 400, "InvalidArgument", "213"],
  ["signed shut/none.jpg image/resize,h_x,w_0/slim", 400, "InvalidArgument", "313"],
  ["signed shut/none.jpg image/crop,g_x,x_-1", 400, "InvalidArgument", "209"],
  ["signed shut/none.jpg image/resize/rotate,999", 400, "MissingArgument", "322"],
  ["signed shut/none.jpg image/", 400, "InvalidArgument", "212"],
  ["signed shut/none.jpg image/faces", 501, "NotImplemented"],
  ["signed shut/none.jpg image/resize,w_9|sys/saveas,o_YQ", 400, "InvalidArgument"],
  ["open/none.jpg picture/x", 400, "InvalidArgument"],
  [
    `signed shut/none.jpg image/${Array(4).fill(mark("none.png").slice("image/".length)).join("/")}`,
    400,
    "WatermarkError",
    "026",
  ],
  // (3) before the object.
  ["open/none.jpg style/none", 404, "NoSuchStyle"],
  ["open/none.jpg style/good/rotate,90", 404, "NoSuchStyle"],
  ["open/none.jpg style/wrong", 400, "InvalidArgument", "312"],
  ["open/none.jpg style/nested", 400, "InvalidArgument"],
  ["open/none.jpg style/wrong|style/none", 400, "InvalidArgument", "312"],
  ["open/none.jpg style/none|style/wrong", 404, "NoSuchStyle"],
  ["open/none.jpg!none", 404, "NoSuchStyle"],
  ["open/none.jpg!wrong", 400, "InvalidArgument", "312"],
  // (4) before what the file is.
  ["open/none.jpg style/good", 404, "NoSuchKey", "024"],
  ["open/none.jpg!good", 404, "NoSuchKey", "024"],
  ["open/none.jpg", 404, "NoSuchKey"],
  [`open/none.jpg ${mark("none.png")}`, 404, "NoSuchKey", "024"],
  // (5) before anything runs.
  ["open/text.jpg image/crop,x_9999", 400, "BadRequest", "005"],
  ["open/20mb.jpg image/crop,x_9999", 400, "ImageTooLarge", "001"],
  ["open/huge.jpg image/crop,x_99999", 400, "ImageTooLarge", "019"],
  ["open/huge.jpg image/rotate,90", 400, "ImageTooLarge", "019"],
  // (6) in the order of running.
  ["open/photo.jpg style/late", 400, "BadRequest"],
  ["open/photo.jpg style/stages", 400, "BadRequest"],
  [`signed shut/photo.jpg image/crop,x_400|${mark("none.png")}`, 400, "BadRequest"],
  [`signed shut/photo.jpg ${mark("none.png")}/crop,x_400`, 404, "NoSuchKey", "025"],
  ["open/photo.jpg style/mark", 404, "NoSuchKey", "025"],
  [`signed shut/photo.jpg ${mark("text.jpg")}`, 400, "WatermarkError", "027"],
  ["signed shut/photo.jpg image/resize,w_16384,limit_0", 400, "ImageTooLarge", "007"],
  ["open/half.jpg image/resize,w_9", 403, "ImageDamage"],
  ["open/half.avif image/resize,w_9", 403, "ImageDamage", "021"],
];

const requestOf = (text: string, method: "GET" | "HEAD"): OssRequest => {
  const [, signed, bucket = "", key = "", process] = /^(signed )?([^/]+)\/(\S+)(?: (.*))?$/.exec(text) ?? [];
  return { method, bucket, key, signed: signed !== undefined, ...(process && { query: { "x-oss-process": process } }) };
};

/** A suffix of the table of sub-codes, or a whole one. */
const subCode = (ec: string | undefined) => (ec?.length === 3 ? `0040-00000${ec}` : ec);

describe("of several mistakes the first in the order of checks is answered", () => {
  test.each(table.map(([request, ...answer]) => ({ name: request.slice(0, 90), request, answer })))("$name", async ({
    request,
    answer: [status, code, ec],
  }) => {
    const response = await ossRequest(gateway, requestOf(request, "GET"));
    const { headers } = response;
    const xml = await response.clone().text();
    const error = await readOssError(response);
    expect([error.status, error.code, error.ec]).toEqual([status, code, subCode(ec)]);
    expect(headers.get("x-oss-ec")).toBe(subCode(ec) ?? null);
    expect(headers.get("content-type")).toBe("application/xml");
    expect(headers.get("x-oss-request-id")).toMatch(/^[0-9A-F]{24}$/);
    expect(xml).toContain(`<RequestId>${headers.get("x-oss-request-id")}</RequestId>`);
    expect(xml).toContain(`<HostId>127.0.0.1:${gateway.port}</HostId>`);
    expect(error.message).not.toBe("");
  });

  test.each(
    table.map(([request, ...answer]) => ({ name: request.slice(0, 90), request, answer })),
  )("HEAD $name", async ({ request, answer: [status, code, ec] }) => {
    const response = await ossRequest(gateway, requestOf(request, "HEAD"));
    const xml = Buffer.from(response.headers.get("x-oss-err") ?? "", "base64").toString();
    expect([response.status, /<Code>(.*)<\/Code>/.exec(xml)?.[1]]).toEqual([status, code]);
    expect(response.headers.get("x-oss-ec")).toBe(subCode(ec) ?? null);
    expect(xml).toContain(`<RequestId>${response.headers.get("x-oss-request-id")}</RequestId>`);
    expect(await response.text()).toBe("");
  });
});
