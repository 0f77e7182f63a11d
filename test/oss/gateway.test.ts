import { request } from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { admin, type FarStorage, startFarStorage } from "../support/far-storage.js";
import { type Fault, type FaultProxy, startFaultProxy } from "../support/fault-proxy.js";
import { startGateway, type TestGateway } from "../support/gateway.js";

const bucket = parseBucketName("photos");
const bytes = Buffer.alloc(500_000, "an object that takes more than one piece ");

let far: FarStorage;
let proxy: FaultProxy;
const settings = (changes: Record<string, string> = {}) => ({
  IMGRAPH_CHILDREN: "1",
  IMGRAPH_STORE: "oss",
  IMGRAPH_OSS_ENDPOINT: proxy.url,
  IMGRAPH_OSS_REGION: "cn-hangzhou",
  IMGRAPH_OSS_ACCESS_KEY_ID: far.gateway.accessKeyId,
  IMGRAPH_OSS_ACCESS_KEY_SECRET: far.gateway.accessKeySecret,
  IMGRAPH_OSS_TIMEOUT_MS: "500",
  ...changes,
});

beforeAll(async () => {
  far = await startFarStorage();
  proxy = await startFaultProxy(far.gateway.url);
  await far.service.createBucket(bucket, "public-read", admin);
  const at = { bucket, key: parseObjectKey("a.txt") };
  await far.service.putObject(at, Readable.from([bytes]), { contentType: "text/plain", metadata: {} }, admin);
});
afterAll(async () => {
  await proxy.stop();
  await far.stop();
});
beforeEach(() => {
  proxy.faultOf = () => undefined;
});

describe("a start", () => {
  test.each([
    ["a secret that is another", { IMGRAPH_OSS_ACCESS_KEY_SECRET: "hunter2" }, "IMGRAPH_OSS_ACCESS_KEY_SECRET"],
    ["a key that is not known", { IMGRAPH_OSS_ACCESS_KEY_ID: "nobody" }, "IMGRAPH_OSS_ACCESS_KEY_ID"],
    ["no region", { IMGRAPH_OSS_REGION: "" }, "IMGRAPH_OSS_REGION"],
  ])("with %s ends by its name, without a secret in the message", async (_, changes, name) => {
    const error: unknown = await startGateway({ env: settings(changes) }).then(
      (gateway) => gateway.stop(),
      (error: unknown) => error,
    );
    expect(String(error)).toContain(name);
    expect(String(error)).not.toContain("hunter2");
  });

  test("with a storage that does not answer goes on, and the gateway is ready when it does", async () => {
    proxy.faultOf = () => ({ kind: "refuse" });
    const near = await startGateway({ env: settings() });
    try {
      expect((await fetch(`${near.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${near.url}/healthz`)).status).toBe(200);
      proxy.faultOf = () => undefined;
      expect((await fetch(`${near.url}/readyz`)).status).toBe(200);
    } finally {
      await near.stop();
    }
  });
});

describe("a reader at the door", () => {
  let near: TestGateway;
  beforeAll(async () => {
    near = await startGateway({ env: settings() });
  });
  afterAll(() => near.stop());

  /** Status and bytes of a whole answer; rejects where the connection breaks before its end. */
  const get = (path: string) =>
    new Promise<{ status: number; retryAfter: string | undefined; body: Buffer }>((resolve, reject) => {
      const asking = request(`${near.url}${path}`, { agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers["retry-after"],
            body: Buffer.concat(pieces),
          }),
        );
      });
      asking.on("error", reject);
      asking.end();
    });

  test("gets the object", async () => {
    const { status, body } = await get("/photos/a.txt");
    expect(status).toBe(200);
    expect(body.equals(bytes)).toBe(true);
  });

  test.each<[string, Fault]>([
    ["is cut", { kind: "cut-answer", afterBytes: 100_000 }],
    ["stops", { kind: "stall-answer", afterBytes: 100_000 }],
    ["is short", { kind: "shorten-answer", byBytes: 1 }],
    ["is altered", { kind: "alter-answer" }],
  ])("never gets half an object for a whole one when what is read %s", async (_, fault) => {
    // Only what has the object's bytes is spoilt.
    proxy.faultOf = ({ method, url }) => (method === "GET" && !url?.includes("?") ? fault : undefined);
    const whole = await get("/photos/a.txt").catch(() => undefined);
    if (whole) expect(whole.status).toBeGreaterThanOrEqual(500);
  });

  test("is told to come back when the storage is in trouble", async () => {
    proxy.faultOf = () => ({ kind: "status", status: 500, code: "InternalError" });
    const { status, retryAfter, body } = await get("/photos/a.txt");
    expect(status).toBe(503);
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(String(body)).toContain("<Code>ServiceUnavailable</Code>");
  });

  test("and who runs the gateway sees it in its figures", async () => {
    const figure = async (name: string) => {
      const page = await (await fetch(`${near.url}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(page)?.[1]);
    };
    const before = await figure("imgraph_storage_faults_total");
    proxy.faultOf = () => ({ kind: "status", status: 500, code: "InternalError" });
    for (let i = 0; i < 20 && (await figure("imgraph_storage_resting")) === 0; i++) await get("/photos/a.txt");
    expect(await figure("imgraph_storage_resting")).toBe(1);
    expect(await figure("imgraph_storage_faults_total")).toBeGreaterThan(before);
    expect(await figure("imgraph_storage_sendings_total")).toBeGreaterThan(
      await figure("imgraph_storage_repetitions_total"),
    );
  });
});
