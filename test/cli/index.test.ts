import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { pairingEnv } from "../pairings/pairing.js";
import { admin } from "../support/far-storage.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { ended, run, start } from "./run.js";

const bucket = parseBucketName("photos");
const total = 300;

/** Plays the object storage. */
let cloud: TestGateway;
let dataDir: string;
let env: Record<string, string>;
beforeAll(async () => {
  cloud = await startGateway();
  await cloud.service.createBucket(bucket, "private", admin);
  const bytes = await readFile(new URL("../../samples/kleiber.webp", import.meta.url));
  for (let i = 0; i < total; i++) {
    const at = { bucket, key: parseObjectKey(`${i % 2 ? "odd" : "even"}/${i}.webp`) };
    await cloud.service.putObject(at, Readable.from([bytes]), { contentType: "image/webp", metadata: {} }, admin);
  }
  dataDir = await mkdtemp(join(tmpdir(), "imgraph-index-"));
  env = { ...pairingEnv({ store: "oss", engine: "local" }, cloud), IMGRAPH_DATA_DIR: dataDir };
});
afterAll(async () => {
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const reads = () => cloud.logLines.filter((line) => line.includes('"GetObject"')).length;

test("a killed run is gone on with by the next one, beside a gateway of the same folder", async () => {
  const gateway = await startGateway({ dataDir, env });
  try {
    const first = start(["index", "photos"], env);
    while (reads() < total / 10) await wait(5);
    first.kill("SIGKILL");
    await ended(first);
    expect(reads()).toBeLessThan(total);

    const { code, out, err } = await run(["index", "photos", "--json"], { env });
    expect(err).toBe("");
    expect(code).toBe(0);
    const report = JSON.parse(out.toString());
    expect(report).toMatchObject({ bucket: "photos", prefix: "", seen: total, images: total, failed: 0, failures: [] });
    expect(report.looked).toBeLessThan(total);
    expect(report.looked).toBeGreaterThan(0);
    expect(await gateway.service.countImages({ bucket, filter: { formats: ["webp"] } }, admin)).toBe(total);
  } finally {
    await gateway.stop();
  }

  const again = await run(["index", "photos", "--prefix", "odd/"], { env });
  expect(again.out.toString()).toBe(
    `photos: ${total / 2} objects seen: ${total / 2} images, 0 others, 0 damaged\nthis time: 0 looked at, 0 removed, 0 failed\n`,
  );
});

test("a stop signal ends it, and it says how to go on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-index-stopped-"));
  try {
    const before = reads();
    const child = start(["index", "photos"], { ...env, IMGRAPH_DATA_DIR: folder });
    const said = text(child.stderr ?? Readable.from([]));
    while (reads() < before + 10) await wait(5);
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(1);
    expect(await said).toBe("imgraph: stopped; run again, it goes on from there\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.each([
  ["a bucket that is not there", ["index", "nobody"], 1, /^imgraph: NoSuchBucket/],
  ["no bucket", ["index"], 2, /expected BUCKET/],
  ["a name that no bucket has", ["index", "No_Bucket"], 2, /bucket/i],
  ["an option of another command", ["index", "photos", "--out-dir", "x"], 2, /takes no --out-dir/],
])("%s is told in one line", async (_, args, expected, said) => {
  const { code, out, err } = await run(args, { env });
  expect({ code, out: out.toString() }).toEqual({ code: expected, out: "" });
  expect(err).toMatch(said);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
});

test("with the embedded store it says that the gateway must be stopped, and then looks at what nobody has looked at", async () => {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-index-embedded-"));
  const own = { IMGRAPH_DATA_DIR: folder };
  try {
    const gateway = await startGateway({ dataDir: folder, env: { IMGRAPH_SAMPLES: "on" } });
    try {
      const { code, err } = await run(["index", "samples"], { env: own });
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("stop it") });
    } finally {
      await gateway.stop();
    }
    const { code, out } = await run(["index", "samples", "--json"], { env: own });
    expect(code).toBe(0);
    const report = JSON.parse(out.toString());
    expect(report).toMatchObject({ others: 0, damaged: 0, unseen: 0, removed: 0, failed: 0 });
    expect(report.looked).toBe(report.images);
    expect(JSON.parse((await run(["index", "samples", "--json"], { env: own })).out.toString()).looked).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
