import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { stagedName } from "../../src/service/intake/upload-name.js";
import { admin } from "../support/far-storage.js";
import { startGateway } from "../support/gateway.js";
import { pairingEnv, pairings } from "./pairing.js";

const bucket = parseBucketName("photos");
const target = { bucket, key: parseObjectKey("a.png") };
const plain = { contentType: "image/png", metadata: {} };
const weekMs = 7 * 24 * 3_600_000;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "imgraph-swept-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test.each(
  pairings,
)("what a killed gateway left of uploads goes in time, store $store, engine $engine", async (pairing) => {
  let passed = 0;
  const clock = { now: () => Date.now() + passed };
  // What a restart finds is what a kill leaves: the store has it, and nobody else knows of it.
  const cloud = pairing.store === "oss" ? await startGateway() : undefined;
  const env = pairingEnv(pairing, cloud);
  try {
    const first = await startGateway({ dataDir, env, clock });
    const { service } = first;
    await service.createBucket(bucket, undefined, admin);
    await service.putObject(stagedName(target), Readable.from(["bytes"]), plain, admin);
    await service.putObject(target, Readable.from(["bytes"]), plain, admin);
    const upload = await service.startUpload(stagedName(target), plain, admin);
    await service.putPart(upload, 1, Readable.from(["part"]), {}, admin);
    await first.stop();

    const left = async () => {
      const { objects } = await second.service.listObjects({ bucket, limit: 10 }, admin);
      const { uploads } = await second.service.listUploads({ bucket, limit: 10 }, admin);
      return [objects.map(({ key }) => key), uploads.length];
    };
    let second = await startGateway({ dataDir, env, clock });
    expect(await left()).toEqual([[expect.stringContaining(".imgraph/"), "a.png"], 1]);
    await second.stop();
    passed = weekMs + 60_000;
    second = await startGateway({ dataDir, env, clock });
    try {
      await vi.waitFor(async () => expect(await left()).toEqual([["a.png"], 0]), { timeout: 10_000 });
    } finally {
      await second.stop();
    }
  } finally {
    await cloud?.stop();
  }
});
