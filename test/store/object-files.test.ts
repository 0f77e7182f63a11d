import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StoredObject, Upload } from "../../src/service/ports.js";
import { type OpenFolder, openFolder } from "./open-folder.js";
import { at, bucket, never, plain } from "./suite-use.js";

const least = 102_400;

let root: string;
let count = 0;
let dataDir: string;
let open: OpenFolder;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "imgraph-files-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = join(root, String(count++));
  // Three of the least parts are already large.
  open = await openFolder(dataDir, { maxJoinedBytes: 2 * least, smallTailBytes: 1000, maxObjectBytes: 4 * least });
  await open.store.createBucket(bucket, undefined, never);
});
afterEach(() => open.close());

const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
/** Names of all blobs, sorted. */
const blobs = async () => {
  const files = await readdir(join(dataDir, "objects"), { recursive: true, withFileTypes: true });
  return files
    .filter((each) => each.isFile())
    .map((each) => each.parentPath.slice(-2) + each.name)
    .sort();
};
const named = (...contents: (string | Buffer)[]) => [...new Set(contents.map(sha256))].sort();
const temporary = () => readdir(join(dataDir, "tmp"));
const append = (key: string, position: number, body: string | Buffer) =>
  open.store.append(at(key), Readable.from([body]), { ...plain, position }, never);
const part = (upload: Upload, number: number, body: string | Buffer) =>
  open.store.putPart(upload, number, Readable.from([body]), {}, never);
const putTogether = async (key: string, contents: readonly (string | Buffer)[]): Promise<StoredObject> => {
  const upload = await open.store.startUpload(at(key), plain, never);
  for (const [i, content] of contents.entries()) await part(upload, i + 1, content);
  return open.store.completeUpload(upload, { parts: "all" }, never);
};
const contents = [Buffer.alloc(least, "one"), Buffer.alloc(least, "two"), Buffer.alloc(least, "three")];
const whole = Buffer.concat(contents);

describe("the files of an object", () => {
  test("put together are one while it is small, and then those of its parts", async () => {
    await putTogether("small", contents.slice(0, 2));
    expect(await blobs()).toEqual(named(Buffer.concat(contents.slice(0, 2))));
    await open.store.delete(at("small"), never);
    const large = await putTogether("large", contents);
    expect(await blobs()).toEqual(named(...contents));
    expect((await buffer(await open.store.open(large, undefined, never))).equals(whole)).toBe(true);
    await open.store.delete(at("large"), never);
    expect(await blobs()).toEqual([]);
    expect(await temporary()).toEqual([]);
  });

  test("of parts that are dropped, replaced or aborted are removed", async () => {
    const upload = await open.store.startUpload(at("a"), plain, never);
    await part(upload, 1, "replaced");
    const kept = await part(upload, 1, contents[0]!);
    await part(upload, 2, "dropped");
    expect(await blobs()).toEqual(named(contents[0]!, "dropped"));
    await open.store.completeUpload(upload, { parts: [kept] }, never);
    expect(await blobs()).toEqual(named(contents[0]!));
    const other = await open.store.startUpload(at("b"), plain, never);
    await part(other, 1, "aborted");
    // The same bytes as an object's are not removed with the part.
    await part(other, 2, contents[0]!);
    await open.store.abortUpload(other, never);
    expect(await blobs()).toEqual(named(contents[0]!));
  });

  test("are the same for a copy, and stay until the last one is gone", async () => {
    const source = await putTogether("a", contents);
    await open.store.copy(source, at("b"), {}, never);
    await open.store.copy(source, at("a"), { headers: plain }, never);
    expect(await blobs()).toEqual(named(...contents));
    await open.store.delete(at("a"), never);
    expect(await blobs()).toEqual(named(...contents));
    await open.store.delete(at("b"), never);
    expect(await blobs()).toEqual([]);
  });

  test("that grows are few, however small the pieces are", async () => {
    let expected = "";
    for (let i = 0; i < 100; i++) {
      const piece = `${String(i).padStart(3, "0")} `.repeat(10);
      await append("log", expected.length, piece);
      expected += piece;
    }
    // 4000 bytes, each file but the last at least 1000.
    expect((await blobs()).length).toBeLessThanOrEqual(4);
    const object = (await open.store.find(at("log"), never))!;
    expect(String(await buffer(await open.store.open(object, undefined, never)))).toBe(expected);
  });

  test("that grows stay where they are full", async () => {
    await append("a", 0, "x".repeat(1000));
    await append("a", 1000, "y");
    await append("a", 1001, "z");
    expect(await blobs()).toEqual(named("x".repeat(1000), "yz"));
    await expect(append("a", 1002, Buffer.alloc(4 * least))).rejects.toMatchObject({
      code: "EntityTooLarge",
      details: { limit: 4 * least },
    });
    expect(await append("a", 1002, Buffer.alloc(4 * least - 1002))).toMatchObject({ byteSize: 4 * least });
  });

  test("are left as they were by what breaks off", async () => {
    await append("a", 0, "before");
    const upload = await open.store.startUpload(at("b"), plain, never);
    const stop = new AbortController();
    const [one, two, three] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const broken = [
      open.store.append(at("a"), one, { ...plain, position: 6 }, stop.signal),
      open.store.putPart(upload, 1, two, {}, stop.signal),
      open.store.put(at("c"), three, plain, stop.signal),
    ];
    for (const body of [one, two, three]) body.write("half");
    setImmediate(() => stop.abort(new Error("left")));
    for (const each of await Promise.allSettled(broken)) expect(each).toMatchObject({ reason: { message: "left" } });
    expect(await blobs()).toEqual(named("before"));
    expect(await temporary()).toEqual([]);
  });

  test("are left as they were by an end that is refused", async () => {
    await open.store.put(at("a"), Readable.from(["there"]), plain, never);
    const upload = await open.store.startUpload(at("a"), plain, never);
    await part(upload, 1, contents[0]!);
    await part(upload, 2, "end");
    const before = await blobs();
    const ending = open.store.completeUpload(upload, { parts: "all", forbidOverwrite: true }, never);
    await expect(ending).rejects.toMatchObject({ code: "FileAlreadyExists" });
    const left = open.store.completeUpload(upload, { parts: "all" }, AbortSignal.abort(new Error("left")));
    await expect(left).rejects.toThrow("left");
    expect(await blobs()).toEqual(before);
    expect(await temporary()).toEqual([]);
  });
});

describe("reading several files", () => {
  test("ends as it began, whatever happens to the key meanwhile, and then they go", async () => {
    const object = await putTogether("a", contents);
    const stream = await open.store.open(object, undefined, never);
    const half = await open.store.open(object, { start: least, end: 2 * least - 1 }, never);
    await open.store.delete(at("a"), never);
    expect(await blobs()).toEqual(named(...contents));
    expect((await buffer(stream)).equals(whole)).toBe(true);
    // The range needs one of them.
    await expect.poll(blobs).toEqual(named(contents[1]!));
    half.destroy();
    await expect.poll(blobs).toEqual([]);
  });

  test("that is broken off, or never begins, lets go of them", async () => {
    const object = await putTogether("a", contents);
    const stop = new AbortController();
    const streams = [
      await open.store.open(object, undefined, stop.signal),
      await open.store.open(object, undefined, stop.signal),
    ];
    await new Promise((resolve) => streams[0]!.once("readable", resolve));
    await open.store.delete(at("a"), never);
    stop.abort();
    await expect.poll(blobs).toEqual([]);
    for (const stream of streams) expect(stream.destroyed).toBe(true);
  });

  test("a hundred times, broken off anywhere, leaves no handle open", async () => {
    const object = await putTogether("a", contents);
    const handles = async () => (await readdir("/dev/fd")).length;
    const before = await handles();
    const reads = Array.from({ length: 100 }, async (_, i) => {
      const stop = new AbortController();
      const stream = await open.store.open(object, undefined, stop.signal);
      let bytes = 0;
      for await (const chunk of stream) {
        bytes += chunk.length;
        if (bytes > i * 3_000) stop.abort();
      }
    });
    for (const each of await Promise.allSettled(reads))
      if (each.status === "rejected") expect(each.reason).toMatchObject({ name: "AbortError" });
    await expect.poll(handles).toBeLessThanOrEqual(before);
    await open.store.delete(at("a"), never);
    expect(await blobs()).toEqual([]);
  });

  test("by path has them joined in a file of its own, until that is released", async () => {
    const object = await putTogether("a", contents);
    const file = await open.store.file(object, never);
    expect((await readFile(file.path)).equals(whole)).toBe(true);
    await open.store.delete(at("a"), never);
    expect(await blobs()).toEqual([]);
    expect(await temporary()).toHaveLength(1);
    await file.release();
    await file.release();
    expect(await temporary()).toEqual([]);
  });

  test("by path, only the beginning is fetched where that is enough, and the length is right", async () => {
    const object = await putTogether("a", contents);
    const file = await open.store.file(object, never, 10);
    const bytes = await readFile(file.path);
    expect(bytes.length).toBe(whole.length);
    expect(bytes.subarray(0, 10).equals(whole.subarray(0, 10))).toBe(true);
    expect((await stat(file.path)).blocks * 512).toBeLessThan(least);
    await file.release();
    expect(await temporary()).toEqual([]);
  });

  test("by path that is broken off leaves nothing", async () => {
    const object = await putTogether("a", contents);
    const stop = new AbortController();
    const reading = open.store.file(object, stop.signal);
    setImmediate(() => stop.abort(new Error("left")));
    await reading.then(
      (file) => file.release(),
      (error) => expect(error).toMatchObject({ message: "left" }),
    );
    expect(await temporary()).toEqual([]);
    await open.store.delete(at("a"), never);
    await expect.poll(blobs).toEqual([]);
  });
});
