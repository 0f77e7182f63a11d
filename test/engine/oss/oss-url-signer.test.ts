import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { silentLog } from "../../../src/base/log.js";
import { parseObjectKey } from "../../../src/base/object-key.js";
import { createOssUrlSigner } from "../../../src/engine/oss/oss-url-signer.js";
import { fixedCredentials, OssClient } from "../../../src/oss/index.js";
import type { UrlSigner } from "../../../src/service/ports.js";
import { makePicture } from "../../support/picture.js";
import { type Cloud, cloudBucket, openCloud } from "./cloud.js";

let cloud: Cloud;
let signer: UrlSigner;
beforeAll(async () => {
  cloud = await openCloud();
  const gateway: UrlSigner = { signGet: ({ key }) => `http://gateway/${key}` };
  const { accessKeyId, accessKeySecret, url } = cloud.gateway;
  const client = new OssClient({
    endpoint: "http://inside.invalid",
    publicEndpoint: url,
    region: "cn-hangzhou",
    credentials: fixedCredentials({ accessKeyId, accessKeySecret }),
    clock: Date,
    log: silentLog,
  });
  signer = createOssUrlSigner({ client, gateway, clock: Date });
});
afterAll(() => cloud.close());

const at = (key: string) => ({ bucket: cloudBucket, key: parseObjectKey(key) });
const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe("a URL of the cloud", () => {
  test.each(["a.png", "图 1+2%.png", "a'b(c)!*.png", "x//y.png"])("of %s is good there", async (key) => {
    await cloud.put(key, await makePicture({ w: 40, h: 30, format: "png" }), "image/png");
    const plain = await fetch(await signer.signGet(at(key), { expiresAt: inAnHour }));
    expect([plain.status, plain.headers.get("content-type")]).toEqual([200, "image/png"]);
    const process = "image/resize,w_20/format,webp/x-engine,any|image/rotate,90";
    const url = await signer.signGet(at(key), { process, expiresAt: inAnHour });
    expect(new URL(url).searchParams.get("x-oss-process")).toBe("image/resize,w_20/format,webp|image/rotate,90");
    const processed = await fetch(url);
    expect([processed.status, processed.headers.get("content-type")]).toEqual([200, "image/webp"]);
    await processed.body?.cancel();
    const tampered = await fetch(url.replace("w_20", "w_21"));
    expect(tampered.status).toBe(403);
  });

  test("that temporary credentials sign is made anew each time, since it ends with them", async () => {
    const tokens = ["one", "two"];
    const client = new OssClient({
      endpoint: cloud.gateway.url,
      region: "cn-hangzhou",
      credentials: {
        current: async () => ({ accessKeyId: "a", accessKeySecret: "b", securityToken: tokens.shift() ?? "none" }),
        discard: () => false,
      },
      clock: Date,
      log: silentLog,
    });
    const temporary = createOssUrlSigner({ client, gateway: { signGet: () => "" }, clock: Date });
    for (const token of ["one", "two"])
      expect(await temporary.signGet(at("a.png"), { expiresAt: inAnHour })).toContain(`security-token=${token}`);
  });

  test.each([
    ["outlast it", 1, "http://inside.invalid/"],
    ["end before it", -1, "http://gateway/"],
  ])("is handed out where temporary credentials %s", async (_, more, start) => {
    const client = new OssClient({
      endpoint: "http://inside.invalid",
      region: "cn-hangzhou",
      credentials: {
        current: async () => ({
          accessKeyId: "a",
          accessKeySecret: "b",
          securityToken: "c",
          expiresAt: (inAnHour + more) * 1000,
        }),
        discard: () => false,
      },
      clock: Date,
      log: silentLog,
    });
    const gateway: UrlSigner = { signGet: ({ key }) => `http://gateway/${key}` };
    const temporary = createOssUrlSigner({ client, gateway, clock: Date });
    const url = await temporary.signGet(at("a.png"), { expiresAt: inAnHour });
    expect(url.replace(`${cloudBucket}.`, "")).toMatch(start);
  });

  test("is the same for the same end", async () => {
    const ask = (expiresAt: number) => signer.signGet(at("a.png"), { process: "image/resize,w_7", expiresAt });
    const first = await ask(inAnHour);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await ask(inAnHour)).toBe(first);
    expect(await ask(inAnHour + 450)).not.toBe(first);
  });
});

test.each([
  ["a.png", { process: "style/small" }],
  ["a.png", { process: "image/resize,w_1|style/small" }],
  ["a.png", { process: "image/x-trim,1" }],
  ["a.png", { process: "image/resize,w_1/x-auto-format,1" }],
  ["a.png", { process: "image/resize,w_1/x-engine,local" }],
  ["a.png", { downloadAs: "b.png" }],
  ["a/../b.png", {}],
])("of %s with %j it is the gateway's, which the answer needs", async (key, options) => {
  expect(await signer.signGet(at(key), { ...options, expiresAt: inAnHour })).toBe(`http://gateway/${key}`);
});
