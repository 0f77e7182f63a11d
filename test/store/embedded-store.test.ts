import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { PutOptions } from "../../src/service/ports.js";
import { type OpenFolder, openFolder } from "./open-folder.js";
import { describeStore } from "./store-suite.js";

const never = new AbortController().signal;
const bucket = parseBucketName("photos");
const at = (key: string) => ({ bucket, key: parseObjectKey(key) });
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const pathOf = (dataDir: string, text: string) =>
  join(dataDir, "objects", sha256(text).slice(0, 2), sha256(text).slice(2));
/** Names of all blobs, sorted. */
const blobs = async (dataDir: string) => {
  const files = await readdir(join(dataDir, "objects"), { recursive: true, withFileTypes: true });
  return files
    .filter((each) => each.isFile())
    .map((each) => each.parentPath.slice(-2) + each.name)
    .sort();
};

let root: string;
let count = 0;
const freshFolder = () => join(root, String(count++));

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "imgraph-store-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describeStore("embedded store over libsql", () => openFolder(freshFolder()));
describeStore("embedded store whose objects have as many files as they can", () =>
  openFolder(freshFolder(), { maxJoinedBytes: 0, smallTailBytes: 0 }),
);

describe("the data folder", () => {
  let dataDir: string;
  let open: OpenFolder;
  beforeEach(async () => {
    dataDir = freshFolder();
    open = await openFolder(dataDir, { maxObjectBytes: 100 });
    await open.store.createBucket(bucket, undefined, never);
  });
  afterEach(() => open.close());
  const put = (key: string, text: string, options: Partial<PutOptions> = {}) =>
    open.store.put(at(key), Readable.from([text]), { contentType: "text/plain", metadata: {}, ...options }, never);

  test("holds equal content once, named by its SHA-256, until its last object is gone", async () => {
    await put("a", "same");
    await put("b", "same");
    await put("c", "other");
    expect(await blobs(dataDir)).toEqual([sha256("other"), sha256("same")].sort());
    expect(await readFile(pathOf(dataDir, "same"), "utf8")).toBe("same");
    await open.store.delete(at("a"), never);
    expect(await blobs(dataDir)).toContain(sha256("same"));
    await put("b", "other");
    expect(await blobs(dataDir)).toEqual([sha256("other")]);
    await put("b", "other");
    expect(await blobs(dataDir)).toEqual([sha256("other")]);
  });

  test("keeps a held file under its name, and removes it at the last release", async () => {
    const object = await put("a", "old");
    const files = [await open.store.file(object, never), await open.store.file(object, never)];
    expect(files[0]?.path).toBe(pathOf(dataDir, "old"));
    await open.store.delete(at("a"), never);
    await files[0]?.release();
    expect(await blobs(dataDir)).toEqual([sha256("old")]);
    await files[1]?.release();
    expect(await blobs(dataDir)).toEqual([]);
  });

  test("is left as it was by every put that fails", async () => {
    await put("kept", "kept");
    const failing: [string, string, Partial<PutOptions>, string][] = [
      ["a", "text", { expectedBytes: 5 }, "RequestTimeout"],
      ["a", "text", { expectedBytes: 3 }, "RequestTimeout"],
      ["a", "text", { expectedBytes: 101 }, "EntityTooLarge"],
      ["a", "x".repeat(101), {}, "EntityTooLarge"],
      ["a", "text", { expectedMd5: `${"A".repeat(22)}==` }, "InvalidDigest"],
      ["kept", "text", { forbidOverwrite: true }, "FileAlreadyExists"],
    ];
    for (const [key, text, options, code] of failing)
      await expect(put(key, text, options)).rejects.toMatchObject({ code });
    expect(await blobs(dataDir)).toEqual([sha256("kept")]);
    expect(await readdir(join(dataDir, "tmp"))).toEqual([]);
  });

  test("is left as it was when the record cannot be committed", async () => {
    const body = new PassThrough();
    const putting = open.store.put(at("a"), body, { contentType: "text/plain", metadata: {} }, never);
    body.write("text");
    // The bucket goes while the body comes.
    await open.store.deleteBucket(bucket, never);
    body.end();
    await expect(putting).rejects.toMatchObject({ code: "NoSuchBucket" });
    expect(await blobs(dataDir)).toEqual([]);
    expect(await readdir(join(dataDir, "tmp"))).toEqual([]);
  });

  test("takes objects up to the limit, and leaves the rest of a larger body to its owner", async () => {
    expect(await put("a", "x".repeat(100))).toMatchObject({ byteSize: 100 });
    const body = new PassThrough();
    const putting = open.store.put(at("b"), body, { contentType: "text/plain", metadata: {} }, never);
    body.write("x".repeat(60));
    body.write("x".repeat(60));
    await expect(putting).rejects.toMatchObject({ code: "EntityTooLarge", details: { limit: 100 } });
    expect(body.destroyed).toBe(false);
  });

  test("answers nothing of a damaged file, and a put of the content mends it", async () => {
    const object = await put("a", "0123456789");
    await truncate(pathOf(dataDir, "0123456789"), 5);
    await expect(open.store.open(object, undefined, never)).rejects.toThrow(/5 bytes on the disk/);
    await expect(open.store.file(object, never)).rejects.toThrow(/5 bytes on the disk/);
    await put("b", "0123456789");
    expect(String(await buffer(await open.store.open(object, undefined, never)))).toBe("0123456789");
  });

  test("that cannot be written is not ready", async () => {
    await rm(join(dataDir, "tmp"), { recursive: true });
    await expect(open.store.check(never)).rejects.toThrow();
  });
});

describe("a start", () => {
  const leftover = async (dataDir: string, text: string, ageMs: number) => {
    const path = pathOf(dataDir, text);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    const then = (Date.now() - ageMs) / 1000;
    await utimes(path, then, then);
  };

  test("removes temporary files, and blobs that no record names once the grace time is over", async () => {
    const dataDir = freshFolder();
    const first = await openFolder(dataDir);
    await first.store.createBucket(bucket, undefined, never);
    await first.store.put(at("a"), Readable.from(["named"]), { contentType: "text/plain", metadata: {} }, never);
    await first.close();
    await leftover(dataDir, "named", 7_200_000);
    await leftover(dataDir, "old", 7_200_000);
    await leftover(dataDir, "young", 1_000);
    await writeFile(join(dataDir, "tmp", "half"), "half");
    await writeFile(join(dataDir, "objects", "README"), "not ours");

    const second = await openFolder(dataDir);
    expect(await readdir(join(dataDir, "tmp"))).toEqual([]);
    expect(await second.swept).toEqual({ temporaryFiles: 1, unknownBlobs: 1 });
    expect(await readdir(join(dataDir, "objects"))).toContain("README");
    await rm(join(dataDir, "objects", "README"));
    expect(await blobs(dataDir)).toEqual([sha256("named"), sha256("young")].sort());
    const object = await second.store.find(at("a"), never);
    expect(String(await buffer(await second.store.open(object!, undefined, never)))).toBe("named");
    await second.close();
  });

  test("may be closed while it still looks", async () => {
    const dataDir = freshFolder();
    for (let i = 0; i < 50; i++) await leftover(dataDir, `old ${i}`, 7_200_000);
    await (await openFolder(dataDir)).close();
    await (await openFolder(dataDir)).close();
  });
});
