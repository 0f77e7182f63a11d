import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import { createOssStore } from "../../src/store/oss/index.js";
import { type FarStorage, startFarStorage } from "../support/far-storage.js";
import { describeStore } from "./store-suite.js";

let far: FarStorage;
let root: string;
let count = 0;

beforeAll(async () => {
  far = await startFarStorage();
  root = await mkdtemp(join(tmpdir(), "imgraph-oss-store-"));
});
afterAll(async () => {
  await far.stop();
  await rm(root, { recursive: true });
});

describeStore("store over an object storage", async () => {
  await far.wipe();
  const folder = join(root, String(count++));
  const catalog = await createLibsqlCatalog({ path: join(folder, "catalog.db") });
  const client = far.client();
  const workDir = join(folder, "work");
  const options = { client, facts: catalog.facts, workDir, maxFileBytes: 10 ** 8, clock: Date, log: silentLog };
  const store = await createOssStore(options);
  return {
    store,
    // Its versions go by the second.
    nextVersion: () => delay(1_010 - (Date.now() % 1_000)),
    canBeOvertaken: true,
    close: async () => {
      await store.close();
      client.close();
      await catalog.close();
      expect(await readdir(workDir)).toEqual([]);
    },
  };
});
