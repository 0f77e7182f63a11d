import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { startBuiltGateway } from "../support/built-gateway.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { type OssRequest, ossRequest } from "../support/oss-request.js";
import { scaled } from "../support/scale.js";

const bucket = "cached";
const photo = await readFile(new URL("../../samples/kleiber.webp", import.meta.url));
let gateway: TestGateway;

type Server = Pick<TestGateway, "url" | "accessKeyId" | "accessKeySecret">;

async function fill(server: Server, ...keys: string[]): Promise<void> {
  await ossRequest(server, { method: "PUT", bucket });
  for (const key of keys) await ossRequest(server, { method: "PUT", bucket, key, body: photo });
}

async function get(server: Server, process: string, options: Partial<OssRequest> = {}) {
  const response = await ossRequest(server, { bucket, key: "a.webp", query: { "x-oss-process": process }, ...options });
  const { status, headers } = response;
  return { status, headers, cache: cacheOf(headers), bytes: Buffer.from(await response.arrayBuffer()) };
}

const cacheOf = (headers: Headers) => /cache;desc="(\w+)"/.exec(headers.get("server-timing") ?? "")?.[1];

/** How often the engine rendered, as the gateway itself counts. */
async function renders({ url }: Server): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  const counts = [...page.matchAll(/^imgraph_render_duration_seconds_count\{outcome="done"\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

describe("a processed object", () => {
  beforeAll(async () => {
    gateway = await startGateway();
    await fill(gateway, "a.webp", "b.webp");
  });
  afterAll(() => gateway.stop());

  test("is rendered once; then GET, HEAD, ranges and conditions are answered from what was kept", async () => {
    const process = "image/resize,w_120";
    const first = await get(gateway, process);
    const count = await renders(gateway);
    const second = await get(gateway, process);
    expect([first.status, first.cache, second.status, second.cache]).toEqual([200, "miss", 200, "hit"]);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    const etag = first.headers.get("etag") ?? "";
    for (const name of ["etag", "content-type", "content-length", "last-modified"])
      expect(second.headers.get(name)).toBe(first.headers.get(name));

    const head = await get(gateway, process, { method: "HEAD" });
    expect([head.cache, head.headers.get("content-length")]).toEqual(["hit", String(first.bytes.length)]);
    const part = await get(gateway, process, { headers: { range: "bytes=10-19" } });
    expect([part.status, part.cache]).toEqual([206, "hit"]);
    expect(part.bytes.equals(first.bytes.subarray(10, 20))).toBe(true);
    const same = await get(gateway, process, { headers: { "if-none-match": etag } });
    expect([same.status, same.cache]).toEqual([304, undefined]);
    expect(await renders(gateway)).toBe(count);
  });

  test("that was never made is known to be unchanged without being made", async () => {
    const head = await get(gateway, "image/resize,w_121", { method: "HEAD" });
    const count = await renders(gateway);
    // Equal content at another key: its result is the same one.
    const headers = { "if-none-match": head.headers.get("etag") ?? "" };
    expect((await get(gateway, "image/resize,w_121", { key: "b.webp", headers })).status).toBe(304);
    expect(await renders(gateway)).toBe(count);
  });

  test("a question is answered from what was kept", async () => {
    const [first, second] = [await get(gateway, "image/average-hue"), await get(gateway, "image/average-hue")];
    expect([first.cache, second.cache]).toEqual(["miss", "hit"]);
    expect(second.bytes.toString()).toBe(first.bytes.toString());
  });

  test("saving takes it from what was kept", async () => {
    const kept = await get(gateway, "image/resize,w_122");
    const target = Buffer.from("saved.webp").toString("base64url");
    const saved = await ossRequest(gateway, {
      method: "POST",
      bucket,
      key: "a.webp",
      query: { "x-oss-process": "" },
      body: `x-oss-process=image/resize,w_122|sys/saveas,o_${target}`,
    });
    expect([saved.status, cacheOf(saved.headers)]).toEqual([200, "hit"]);
    const stored = await ossRequest(gateway, { bucket, key: "saved.webp" });
    expect(Buffer.from(await stored.arrayBuffer()).equals(kept.bytes)).toBe(true);
  });

  test("asked for by many at once is rendered once", async () => {
    const many = scaled(1000);
    const count = await renders(gateway);
    const answers = await Promise.all(
      Array.from({ length: many }, () => get(gateway, "image/resize,w_123/blur,r_3,s_2")),
    );
    expect(answers.filter(({ status, bytes }) => status === 200 && bytes.equals(answers[0]!.bytes))).toHaveLength(many);
    expect(await renders(gateway)).toBe(count + 1);
    expect(answers.filter(({ cache }) => cache === "miss")).toHaveLength(1);
  });

  test("the metrics say what the cache holds and where results came from", async () => {
    const page = await (await fetch(`${gateway.url}/metrics`)).text();
    const value = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(page)?.[1]);
    expect(value('imgraph_results_total\\{cache="hit"\\}')).toBeGreaterThan(3);
    expect(value("imgraph_cache_bytes")).toBe(4096 * Math.round(value("imgraph_cache_bytes") / 4096));
    expect(value("imgraph_cache_entries")).toBeGreaterThan(3);
    expect(value("imgraph_cache_evictions_total")).toBe(0);
  });

  test("the cache's folder may be removed while the gateway runs", async () => {
    const before = await get(gateway, "image/resize,w_124");
    await rm(join(gateway.dataDir, "cache"), { recursive: true, maxRetries: 9 });
    const after = await get(gateway, "image/resize,w_124");
    expect([after.status, after.cache, after.bytes.equals(before.bytes)]).toEqual([200, "miss", true]);
    expect((await get(gateway, "image/resize,w_124")).cache).toBe("hit");
  });
});

describe("settings and starts", () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 9 });
  });

  async function dataFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "imgraph-cache-http-"));
    folders.push(folder);
    return folder;
  }

  test("IMGRAPH_CACHE_BYTES=0 keeps nothing", async () => {
    const off = await startGateway({ env: { IMGRAPH_CACHE_BYTES: "0" } });
    try {
      await fill(off, "a.webp");
      for (const _ of [1, 2]) expect((await get(off, "image/resize,w_50")).cache).toBe("off");
      expect(await renders(off)).toBe(2);
      expect(await readdir(off.dataDir)).not.toContain("cache");
    } finally {
      await off.stop();
    }
  });

  test("what was kept is there after a restart, and after another bound was set", async () => {
    const dataDir = await dataFolder();
    const first = await startGateway({ dataDir });
    await fill(first, "a.webp");
    const { bytes } = await get(first, "image/resize,w_50");
    await first.stop();
    const second = await startGateway({ dataDir, env: { IMGRAPH_CACHE_BYTES: "1000000" } });
    const again = await get(second, "image/resize,w_50");
    await second.stop();
    expect([again.cache, again.bytes.equals(bytes)]).toEqual(["hit", true]);
  });

  test("killed while it fills, it starts and serves whole results", async () => {
    const dataDir = await dataFolder();
    const strings = Array.from({ length: scaled(300) }, (_, n) => `image/resize,w_${40 + n}`);
    const killed = await startBuiltGateway({ dataDir });
    await fill(killed, "a.webp");
    const seen = new Map<string, Buffer>();
    const asked = Promise.allSettled(
      strings.map(async (process) => {
        const { status, bytes } = await get(killed, process);
        if (status === 200) seen.set(process, bytes);
      }),
    );
    await vi.waitFor(() => expect(seen.size).toBeGreaterThan(strings.length / 4), { timeout: 20_000 });
    await killed.kill();
    await asked;

    const again = await startBuiltGateway({ dataDir });
    try {
      for (const process of strings) {
        const { status, bytes, headers } = await get(again, process);
        expect([status, headers.get("content-length")]).toEqual([200, String(bytes.length)]);
        if (seen.has(process)) expect(bytes.equals(seen.get(process)!)).toBe(true);
      }
      expect(await renders(again)).toBeLessThan(strings.length);
    } finally {
      await again.stop();
    }
    const kept = (await readdir(join(dataDir, "cache"), { recursive: true })).filter((path) => path.includes("/"));
    expect(kept.filter((path) => path.includes("~"))).toEqual([]);
  });
});
