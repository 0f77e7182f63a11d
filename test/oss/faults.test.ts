import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { Failure } from "../../src/base/failure.js";
import { silentLog } from "../../src/base/log.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { OssClient } from "../../src/oss/index.js";
import type { Catalog, Store, StoredObject } from "../../src/service/ports.js";
import { createOssStore } from "../../src/store/oss/index.js";
import { bytesOf } from "../support/bytes-of.js";
import { admin, type FarStorage, startFarStorage } from "../support/far-storage.js";
import { type Fault, type FaultProxy, startFaultProxy } from "../support/fault-proxy.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

const bucket = parseBucketName("photos");
const at = (key: string) => ({ bucket, key: parseObjectKey(key) });
const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest("hex").toUpperCase();
const inTime = () => AbortSignal.timeout(20_000);
const plain = { contentType: "text/plain", metadata: {} };

const small = Buffer.alloc(20_000, "small ");
/** Too much to be held while it is sent. */
const large = Buffer.alloc(1_200_000, "large ");
/** What is there before. */
const before = Buffer.alloc(250_000, "before ");
const contents = new Map([small, large, before].map((bytes) => [md5(bytes), bytes]));

let far: FarStorage;
let proxy: FaultProxy;
let root: string;
let catalog: Catalog;
let client: OssClient | undefined;
let store: Store;
/** Without faults, to see what became of things. */
let direct: Store;
let now = 1_000;

beforeAll(async () => {
  far = await startFarStorage();
  await far.service.createBucket(bucket, undefined, admin);
  proxy = await startFaultProxy(far.gateway.url);
  root = await mkdtemp(join(tmpdir(), "imgraph-faults-"));
  catalog = await createLibsqlCatalog({ path: join(root, "catalog.db") });
});
afterAll(async () => {
  await catalog.close();
  await proxy.stop();
  await far.stop();
  await rm(root, { recursive: true });
});
beforeEach(async () => {
  proxy.faultOf = () => undefined;
  await far.service.deleteObjects(bucket, [at("new").key, at("copy").key], admin);
  await putBefore();
  direct = await storeOver(far.client());
  await comeThroughFaults(150);
});
afterEach(async () => {
  await store.close();
  await direct.close();
  client?.close();
  client = undefined;
  expect(await readdir(join(root, "work"))).toEqual([]);
});

const storeOver = (client: OssClient) =>
  createOssStore({
    client,
    facts: catalog.facts,
    styleVersions: catalog.styleVersions,
    workDir: join(root, "work"),
    maxFileBytes: 10 ** 8,
    clock: Date,
    log: silentLog,
  });
/** From now on `store` has a client of its own with a full budget; a silence of so many ms is a fault to it. */
const comeThroughFaults = async (silenceMs: number) => {
  await store?.close();
  client?.close();
  client = far.client({ endpoint: proxy.url, silenceMs, clock: { now: () => now }, random: () => 0 });
  store = await storeOver(client);
};
const put = (to: Store, key: string, bytes: Buffer) => to.put(at(key), pieces(bytes), plain, inTime());
const putBefore = () => far.service.putObject(at("old"), pieces(before), plain, admin);
const pieces = (bytes: Buffer) =>
  Readable.from(
    (function* () {
      for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
    })(),
  );
const readFileOf = async (from: Store, object: StoredObject) => {
  const file = await from.file(object, inTime());
  try {
    return await readFile(file.path);
  } finally {
    await file.release();
  }
};

const faults: readonly (readonly [string, Fault])[] = [
  ["comes late", { kind: "delay", ms: 20 }],
  ["comes too late", { kind: "delay", ms: 300 }],
  ["is never answered", { kind: "silence" }],
  ["finds no connection", { kind: "refuse" }],
  ["breaks on its way", { kind: "cut-request", afterBytes: 10_000 }],
  ["is answered by half", { kind: "cut-answer", afterBytes: 100 }],
  ["is answered by half, then by silence", { kind: "stall-answer", afterBytes: 100 }],
  ["is answered too shortly", { kind: "shorten-answer", byBytes: 1 }],
  ["is promised more than comes", { kind: "promise-more", byBytes: 10 }],
  ["is answered with another byte", { kind: "alter-answer" }],
  ["is carried out without a word", { kind: "lose-answer" }],
  ["meets an internal error", { kind: "status", status: 500, code: "InternalError" }],
  ["meets a busy service", { kind: "status", status: 503, code: "ServiceUnavailable" }],
  ["is forbidden", { kind: "status", status: 403, code: "AccessDenied" }],
  ["is forbidden by somebody in between", { kind: "status", status: 403, isForeign: true }],
  ["meets somebody else's error page", { kind: "status", status: 502, isForeign: true }],
  ["meets somebody else's welcome page", { kind: "status", status: 200, isForeign: true }],
];

/** What a store is asked for; each throws unless what it answers is right. */
const operations: Readonly<Record<string, (store: Store) => Promise<void>>> = {
  find: async (store) => {
    expect(await store.find(at("old"), inTime())).toEqual(await direct.find(at("old"), inTime()));
  },
  list: async (store) => {
    expect(await store.list({ bucket, limit: 10 }, inTime())).toEqual(
      await direct.list({ bucket, limit: 10 }, inTime()),
    );
  },
  read: async (store) => {
    const object = (await direct.find(at("old"), inTime()))!;
    expect((await buffer(await store.open(object, undefined, inTime()))).equals(before)).toBe(true);
  },
  "read a range": async (store) => {
    const object = (await direct.find(at("old"), inTime()))!;
    const range = { start: 1_000, end: 200_999 };
    const bytes = await buffer(await store.open(object, range, inTime()));
    // Of a part no checksum is told: that one byte is another cannot be seen.
    expect(bytes.length).toBe(200_000);
  },
  "fetch a file": async (store) => {
    const object = (await direct.find(at("old"), inTime()))!;
    expect((await readFileOf(store, object)).equals(before)).toBe(true);
  },
  "put little": async (store) => {
    expect(await put(store, "new", small)).toMatchObject({ etag: md5(small), byteSize: small.length });
  },
  "put much": async (store) => {
    expect(await put(store, "new", large)).toMatchObject({ etag: md5(large), byteSize: large.length });
  },
  replace: async (store) => {
    expect(await put(store, "old", small)).toMatchObject({ etag: md5(small) });
  },
  copy: async (store) => {
    const object = (await direct.find(at("old"), inTime()))!;
    expect(await store.copy(object, at("copy"), {}, inTime())).toMatchObject({ etag: md5(before) });
  },
  "find a bucket": async (store) => {
    expect(await store.findBucket(bucket, inTime())).toEqual(await direct.findBucket(bucket, inTime()));
  },
};

/** Every object there is, as it was put. */
async function expectWhole(): Promise<void> {
  const { objects } = await far.service.listObjects({ bucket, limit: 1000 }, admin);
  for (const { bucket, key } of objects) {
    const object = await far.service.getObject({ bucket, key }, admin);
    const bytes = await bytesOf(await far.service.openObject(object, undefined, admin));
    expect(contents.get(md5(bytes))?.equals(bytes)).toBe(true);
  }
}

describe.each(Object.keys(operations))("to %s", (name) => {
  const run = operations[name]!;

  test.each(faults)("that %s is a right answer or a Failure, and leaves nothing by half", async (_, fault) => {
    proxy.faultOf = () => fault;
    await run(store).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Failure);
      expect((error as Failure).code).toMatch(/^(ServiceUnavailable|AccessDenied|InternalError)$/);
    });
    proxy.faultOf = () => undefined;
    await proxy.settled();
    await expectWhole();
    await run(direct);
  });
});

test("a fault that passes is not seen, where a call can be sent again", async () => {
  const passing: readonly Fault[] = [
    { kind: "refuse" },
    { kind: "lose-answer" },
    { kind: "status", status: 500, code: "InternalError" },
    { kind: "status", status: 502, isForeign: true },
    { kind: "cut-answer", afterBytes: 10 },
    { kind: "silence" },
  ];
  for (const fault of passing)
    for (const name of ["find", "list", "put little", "copy", "find a bucket"]) {
      let requests = 0;
      proxy.faultOf = () => (requests++ === 0 ? fault : undefined);
      await comeThroughFaults(fault.kind === "silence" ? 500 : 5_000);
      await operations[name]!(store);
    }
});

test(
  "any faults at any time: answers are right or Failures, and no object is ever there by half",
  { timeout: 240_000 },
  async () => {
    const step = fc.record({
      do: fc.constantFrom(...Object.keys(operations)),
      faults: fc.array(fc.option(fc.constantFrom(...faults.map(([, fault]) => fault)), { nil: undefined }), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const each of steps) {
          let requests = 0;
          proxy.faultOf = () => each.faults[requests++ % each.faults.length];
          await operations[each.do]!(store).catch((error: unknown) => {
            if (!(error instanceof Failure)) throw error;
          });
          // What was given up may yet be carried out: it is not to change what the next one compares.
          await proxy.settled();
          await expectWhole();
          // Each begins with the object that it compares with, which another may have replaced.
          await putBefore();
          // A rest ends with the time.
          now += 60_000;
        }
      }),
      { numRuns: scaled(100), seed },
    );
  },
);

test("after 100 faults in a row the storage is left alone, and after its recovery everything flows", async () => {
  // What is late is still in time for this one, and it sends no bodies.
  await comeThroughFaults(1_000);
  const noticed = faults.filter(([, { kind }]) => kind !== "cut-request" && kind !== "delay");
  let next = 0;
  proxy.faultOf = () => noticed[next++ % noticed.length]![1];
  const object = (await direct.find(at("old"), inTime()))!;
  for (let i = 0; i < 100; i++) await expect(readFileOf(store, object)).rejects.toBeInstanceOf(Failure);
  expect(client?.isResting).toBe(true);

  const sofar = proxy.requests;
  for (let i = 0; i < 100; i++)
    await expect(store.find(at("old"), inTime())).rejects.toMatchObject({
      code: "ServiceUnavailable",
      details: { retryAfterSeconds: expect.any(Number) },
    });
  await expect(store.check(inTime())).rejects.toMatchObject({ code: "ServiceUnavailable" });
  expect(proxy.requests).toBe(sofar);

  // Not yet well: the one that tries fails, and the rest goes on.
  now += 5_000;
  proxy.faultOf = () => ({ kind: "refuse" });
  await expect(store.list({ bucket, limit: 10 }, inTime())).rejects.toMatchObject({ code: "ServiceUnavailable" });
  expect(proxy.requests).toBe(sofar + 1);
  expect(client?.isResting).toBe(true);

  now += 5_000;
  proxy.faultOf = () => undefined;
  await store.check(inTime());
  expect(client?.isResting).toBe(false);
  for (const name of ["list", "find", "fetch a file", "put little", "copy"]) await operations[name]!(store);
});

test("what is not there is no fault", async () => {
  for (let i = 0; i < 100; i++) expect(await store.find(at(`none-${i}`), inTime())).toBeUndefined();
  expect(client?.isResting).toBe(false);
});
