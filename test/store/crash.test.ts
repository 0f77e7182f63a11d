import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ObjectRef, StoredObject } from "../../src/service/ports.js";
import { scaled } from "../support/scale.js";
import { type OpenFolder, openFolder } from "./open-folder.js";
import { at, bucket, crc64, never } from "./suite-use.js";

const absent = "-";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "imgraph-crash-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

interface Told {
  /** What a key may hold after a crash: what was acknowledged last, or what was under way. SHA-256 of the content, or absent. */
  readonly contents: Map<string, { acknowledged: string; underWay?: string }>;
  /** By upload, the numbers and ETags of the parts that were acknowledged. */
  readonly parts: Map<string, Set<string>>;
}

/** Reads the child's lines until it has acknowledged `count` operations, kills it, and reads what it had still written. */
async function runAndKill(child: ChildProcess, count: number, { contents, parts }: Told): Promise<void> {
  let left = count;
  for await (const line of createInterface({ input: child.stdout! })) {
    const [event, name, content] = line.split(" ") as ["start" | "done" | "part", string, string];
    const acknowledged = contents.get(name)?.acknowledged ?? absent;
    if (event === "part") parts.set(name, new Set(parts.get(name)).add(content));
    else contents.set(name, event === "done" ? { acknowledged: content } : { acknowledged, underWay: content });
    if (event === "done" && --left === 0) child.kill("SIGKILL");
  }
}

async function contentOf({ store }: OpenFolder, object: Pick<StoredObject, "version"> & ObjectRef): Promise<string> {
  const found = (await store.find(object, never))!;
  const bytes = await buffer(await store.open(found, undefined, never));
  expect(crc64(bytes)).toBe(found.crc64);
  return createHash("sha256").update(bytes).digest("hex");
}

/** Checks that every file is whole and some record's, and answers their names. */
async function filesOf({ catalog }: OpenFolder): Promise<Set<string>> {
  const names = new Set<string>();
  const files = await readdir(join(dataDir, "objects"), { recursive: true, withFileTypes: true });
  for (const each of files.filter((file) => file.isFile())) {
    const name = each.parentPath.slice(-2) + each.name;
    expect(
      createHash("sha256")
        .update(await readFile(join(each.parentPath, each.name)))
        .digest("hex"),
    ).toBe(name);
    expect(await catalog.isBlobUsed(name)).toBe(true);
    names.add(name);
  }
  return names;
}

/** Checks that the parts that were acknowledged are there with their files, and ends the uploads. */
async function endUploads({ store, catalog }: OpenFolder, told: Told, files: Set<string>): Promise<void> {
  const { uploads } = await store.listUploads({ bucket, limit: 1000 }, never);
  for (const upload of uploads) {
    const parts = await catalog.listParts(upload, { limit: 1000 });
    const names = parts.map(({ number, etag }) => `${number}/${etag}`);
    expect(names).toEqual(expect.arrayContaining([...(told.parts.get(upload.id) ?? [])]));
    for (const { blob } of parts) expect(files.has(blob)).toBe(true);
    await store.abortUpload(upload, never);
  }
}

/** The content of every object, by key, after checking that each record has its files and each file is some record's. */
async function readAll(told: Told): Promise<Map<string, string>> {
  const open = await openFolder(dataDir, { graceMs: 0 });
  await open.swept;
  await endUploads(open, told, await filesOf(open));
  const contents = new Map<string, string>();
  for (let after: string | undefined; ; ) {
    const page = await open.store.list({ bucket, limit: 1000, ...(after !== undefined && { after }) }, never);
    for (const object of page.objects) contents.set(object.key, await contentOf(open, object));
    if (page.next === undefined) break;
    after = page.next;
  }
  await filesOf(open);
  expect(await readdir(join(dataDir, "tmp"))).toEqual([]);
  await open.close();
  return contents;
}

test("killed at any moment, nothing acknowledged is lost and nothing half is left", { timeout: 900_000 }, async () => {
  const script = fileURLToPath(new URL("crash-child.mjs", import.meta.url));
  const workers = scaled(200);
  const told: Told = { contents: new Map(), parts: new Map() };
  for (let round = 0; round < scaled(20); round++) {
    const child = spawn(process.execPath, [script, dataDir, String(workers)], { stdio: ["ignore", "pipe", "inherit"] });
    const closed = once(child, "close");
    // The other workers are anywhere in their work when one is acknowledged.
    await runAndKill(child, workers + randomInt(3 * workers), told);
    expect(await closed).toEqual([null, "SIGKILL"]);

    const found = await readAll(told);
    for (const [key, { acknowledged, underWay }] of told.contents) {
      const content = found.get(key) ?? absent;
      expect([acknowledged, underWay], `${at(key).key} in round ${round}`).toContain(content);
      told.contents.set(key, { acknowledged: content });
    }
    for (const key of found.keys()) expect(told.contents.has(key)).toBe(true);
  }
});
