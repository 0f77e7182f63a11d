import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { CorsConfiguration, PutOptions, Store } from "../../src/service/ports.js";
import { createOssStore, type OssStoreUse } from "../../src/store/oss/index.js";
import { admin, type FarStorage, startFarStorage } from "../support/far-storage.js";
import { describeStore } from "./store-suite.js";
import { at, bucket, never, plain } from "./suite-use.js";

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

async function openStore(changes: Partial<OssStoreUse> = {}) {
  await far.wipe();
  const folder = join(root, String(count++));
  const catalog = await createLibsqlCatalog({ path: join(folder, "catalog.db") });
  const client = far.client();
  const workDir = join(folder, "work");
  const { facts, styleVersions } = catalog;
  const options = { client, facts, styleVersions, workDir, maxFileBytes: 10 ** 8, clock: Date, log: silentLog };
  const store = await createOssStore({ ...options, ...changes });
  return {
    store,
    // Its versions go by the second.
    nextVersion: () => delay(1_010 - (Date.now() % 1_000)),
    close: async () => {
      await store.close();
      client.close();
      await catalog.close();
      expect(await readdir(workDir)).toEqual([]);
    },
  };
}

describeStore("store over an object storage", openStore);

describe("an object storage", () => {
  let open: Awaited<ReturnType<typeof openStore>>;
  let store: Store;
  beforeEach(async () => {
    open = await openStore({ maxCopiedBytes: 300_000, maxFileBytes: 400_000 });
    store = open.store;
    await store.createBucket(bucket, undefined, never);
  });
  afterEach(() => open.close());
  const put = (key: string, body: Buffer | string, options: Partial<PutOptions> = {}) =>
    store.put(at(key), Readable.from([body]), { ...plain, ...options }, never);

  test("copies what is too large for one call part by part, and leaves no upload behind", async () => {
    const bytes = Buffer.alloc(400_001, "a large object ");
    const source = await put("a", bytes, { cacheControl: "no-cache", metadata: { who: "李白" }, acl: "public-read" });
    const made = await store.copy(source, at("b"), {}, never);
    expect(made).toMatchObject({ byteSize: bytes.length, crc64: source.crc64, cacheControl: "no-cache" });
    expect(made.acl).toBe("default");
    expect(await store.copy(source, at("d"), { acl: "private" }, never)).toMatchObject({ acl: "private" });
    expect(made.metadata).toEqual({ who: "李白" });
    expect((await buffer(await store.open(made, undefined, never))).equals(bytes)).toBe(true);
    await put("a", "another");
    await expect(store.copy(source, at("c"), {}, never)).rejects.toMatchObject({ code: "NoSuchKey" });
    expect((await store.listUploads({ bucket, limit: 10 }, never)).uploads).toEqual([]);
  });

  test("fetches of a long object no more than is wanted, also of one that is too long for a file", async () => {
    const object = await put("a", Buffer.alloc(400_001, "long"));
    await expect(store.file(object, never)).rejects.toMatchObject({ code: "ImageTooLarge" });
    const head = await store.file(object, never, 1000);
    expect(head.availableBytes).toBe(1000);
    const bytes = await readFile(head.path);
    expect(bytes.length).toBe(400_001);
    expect(bytes.subarray(0, 1000).equals(Buffer.alloc(1000, "long"))).toBe(true);
    expect(bytes.subarray(1000).every((byte) => byte === 0)).toBe(true);
    await head.release();
    await head.release();

    const short = await put("b", Buffer.alloc(8000, "short"));
    const whole = await store.file(short, never, 1000);
    expect(whole.availableBytes).toBeUndefined();
    expect((await readFile(whole.path)).equals(Buffer.alloc(8000, "short"))).toBe(true);
    await whole.release();
    await put("a", "another");
    await expect(store.file(object, never, 1000)).rejects.toMatchObject({ code: "NoSuchKey" });
  });

  test("deletes many whatever they are called", async () => {
    const names = ["a&b<c>\"d'", "a\u0000b", "a\nb", "\uffff", " a ", "%41", "🙂"];
    for (const name of [...names, "kept"]) await put(name, "x");
    const keys = names.map((name) => at(name).key);
    await store.deleteMany(bucket, keys, never);
    expect((await store.list({ bucket, limit: 10 }, never)).objects.map(({ key }) => key)).toEqual(["kept"]);
  });

  test("keeps the rules for pages of other origins", async () => {
    const rules: CorsConfiguration["rules"] = [
      {
        allowedOrigins: ["https://*.example.com", "http://a&b.example"],
        allowedMethods: ["GET", "PUT"],
        allowedHeaders: ["*"],
        exposeHeaders: ["ETag", "x-oss-request-id"],
        maxAgeSeconds: 60,
      },
      { allowedOrigins: ["*"], allowedMethods: ["HEAD"], allowedHeaders: [], exposeHeaders: [] },
    ];
    const cors: CorsConfiguration = { rules, responseVary: true };
    await store.updateBucket(bucket, { cors }, never);
    expect((await store.findBucket(bucket, never))?.cors).toEqual(cors);
    await store.updateBucket(bucket, { acl: "public-read" }, never);
    expect(await store.findBucket(bucket, never)).toMatchObject({ acl: "public-read", cors });
    await store.updateBucket(bucket, { cors: undefined }, never);
    expect((await store.findBucket(bucket, never))?.cors).toBeUndefined();
  });

  test("tells of styles that somebody changed in it as versions of their own, each once", async () => {
    const small = parseStyleName("small");
    const versions = async () =>
      (await store.listStyleVersions(bucket, small, never)).map(({ content, changedBy }) => ({
        content,
        changedBy,
      }));
    const elsewhere = (content: string) => far.service.putStyle(bucket, small, content, admin);
    await elsewhere("image/resize,w_1");
    expect(await store.findStyle(bucket, small, never)).toMatchObject({ version: 1, content: "image/resize,w_1" });
    await store.putStyle(bucket, small, { content: "image/resize,w_2", changedBy: "token ann" }, never);
    await elsewhere("image/resize,w_3");
    const found = await Promise.all(Array.from({ length: 8 }, () => store.findStyle(bucket, small, never)));
    expect(new Set(found.map((style) => style?.version))).toEqual(new Set([3]));
    await elsewhere("image/resize,w_4");
    expect(await store.listStyles(bucket, never)).toMatchObject([{ version: 4, content: "image/resize,w_4" }]);
    await elsewhere("image/resize,w_5");
    const late = store.putStyle(bucket, small, { content: "image/info", over: 4 }, never);
    await expect(late).rejects.toMatchObject({ code: "StyleChanged", details: { version: 5 } });
    expect(await versions()).toEqual([
      { content: "image/resize,w_5" },
      { content: "image/resize,w_4" },
      { content: "image/resize,w_3" },
      { content: "image/resize,w_2", changedBy: "token ann" },
      { content: "image/resize,w_1" },
    ]);
  });

  test("nobody takes a change of this gateway's that is under way for somebody else's", async () => {
    const small = parseStyleName("small");
    const puts = [1, 2, 3, 4, 5].map((i) =>
      store.putStyle(bucket, small, { content: `image/resize,w_${i}`, changedBy: "admin" }, never),
    );
    const finds = Array.from({ length: 5 }, () => store.findStyle(bucket, small, never));
    await Promise.all([...puts, ...finds]);
    const all = await store.listStyleVersions(bucket, small, never);
    expect(all.map(({ version, changedBy }) => [version, changedBy])).toEqual([5, 4, 3, 2, 1].map((i) => [i, "admin"]));
  });

  test("is not asked for a file that no engine takes", async () => {
    const object = await put("a", Buffer.alloc(400_001));
    await expect(store.file(object, never)).rejects.toMatchObject({ code: "ImageTooLarge" });
  });
});
