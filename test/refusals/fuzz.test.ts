import { request } from "node:http";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { ossRequest } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

const bucket = "fuzz";
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await ossRequest(gateway, { method: "PUT", bucket, headers: { "x-oss-acl": "public-read" } });
  const body = await makePicture({ w: 60, h: 40, format: "png", alpha: true });
  await ossRequest(gateway, { method: "PUT", bucket, key: "a.png", body });
});
afterAll(() => gateway.stop());

/** Pieces that mean something somewhere, between noise. */
const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("resize,w_9", "crop,x_1,y_1", "rotate,90", "format,webp", "blur,r_1,s_1", "info"),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "image/",
      "style/",
      "/",
      ",",
      "_",
      "|",
      "%7C",
      "%2F",
      "%",
      "%zz",
      "%00",
      "%C3",
      "+",
      "&",
      "=",
      "?",
      "#",
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom("sys/saveas,o_YQ", "9".repeat(30), "-1", "..", "\\", "//") },
  fc.stringMatching(/^[!-~]{0,6}$/),
);
const query = fc.array(piece, { maxLength: 12 }).map((pieces) => `x-oss-process=image/${pieces.join("")}`);
const target = fc.oneof(
  { weight: 3, arbitrary: query.map((process) => `/${bucket}/a.png?${process}`) },
  fc.tuple(fc.array(piece, { maxLength: 6 }), query).map(([path, process]) => `/${bucket}/${path.join("")}?${process}`),
  fc.array(piece, { maxLength: 8 }).map((path) => `/${path.join("")}`),
);

test("no request target at all makes the gateway stumble", async () => {
  await fc.assert(
    fc.asyncProperty(target, fc.constantFrom("GET", "HEAD", "PUT", "POST", "DELETE"), async (path, method) => {
      const { status, body } = await send(method, path);
      // 501 is what only the cloud does.
      expect(status < 500 || status === 501, `${method} ${path}: ${status} ${body}`).toBe(true);
    }),
    { seed, numRuns: scaled(5000) },
  );
  expect(gateway.logLines.filter((line) => (JSON.parse(line) as { level: unknown }).level === "error")).toEqual([]);
});

/** Byte for byte: neither `fetch` nor a URL object would send these targets as they are. */
function send(method: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: gateway.port, method, path }, async (response) => {
      resolve({ status: response.statusCode ?? 0, body: await text(response) });
    });
    sent.on("error", reject);
    sent.end();
  });
}
