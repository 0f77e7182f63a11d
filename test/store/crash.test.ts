import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { scaled } from "../support/scale.js";
import { openFolder } from "./open-folder.js";

const bucket = parseBucketName("photos");
const never = new AbortController().signal;
const absent = "-";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "imgraph-crash-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** What a key may hold after a crash: what was acknowledged last, or what was under way. SHA-256 of the content, or absent. */
type Expectation = Map<string, { acknowledged: string; underWay?: string }>;

/** Reads the child's lines until it has acknowledged `count` operations, kills it, and reads what it had still written. */
async function runAndKill(child: ChildProcess, count: number, expected: Expectation): Promise<void> {
  let left = count;
  for await (const line of createInterface({ input: child.stdout! })) {
    const [event, key, content] = line.split(" ") as ["start" | "done", string, string];
    const acknowledged = expected.get(key)?.acknowledged ?? absent;
    expected.set(key, event === "done" ? { acknowledged: content } : { acknowledged, underWay: content });
    if (event === "done" && --left === 0) child.kill("SIGKILL");
  }
}

/** The content of every object, by key, after checking that each record has its file and each file its record. */
async function readAll(): Promise<Map<string, string>> {
  const { store, swept, close } = await openFolder(dataDir, { graceMs: 0 });
  await swept;
  const contents = new Map<string, string>();
  for (const object of (await store.list({ bucket, limit: 1000 }, never)).objects) {
    const bytes = await buffer(await store.open(object, undefined, never));
    expect(createHash("md5").update(bytes).digest("hex").toUpperCase()).toBe(object.etag);
    contents.set(object.key, createHash("sha256").update(bytes).digest("hex"));
  }
  const files = await readdir(join(dataDir, "objects"), { recursive: true, withFileTypes: true });
  const blobs = files.filter((each) => each.isFile()).map((each) => each.parentPath.slice(-2) + each.name);
  expect(new Set(blobs)).toEqual(new Set(contents.values()));
  expect(await readdir(join(dataDir, "tmp"))).toEqual([]);
  await close();
  return contents;
}

test("killed at any moment, nothing acknowledged is lost and nothing half is left", { timeout: 300_000 }, async () => {
  const script = fileURLToPath(new URL("crash-child.mjs", import.meta.url));
  const expected: Expectation = new Map();
  for (let round = 0; round < scaled(20); round++) {
    const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
    const closed = once(child, "close");
    // The other workers are anywhere in their work when one is acknowledged.
    await runAndKill(child, 20 + Math.floor(Math.random() * 60), expected);
    expect(await closed).toEqual([null, "SIGKILL"]);

    const found = await readAll();
    for (const [key, { acknowledged, underWay }] of expected) {
      const content = found.get(key) ?? absent;
      expect([acknowledged, underWay]).toContain(content);
      expected.set(key, { acknowledged: content });
    }
    for (const key of found.keys()) expect(expected.has(key)).toBe(true);
  }
});
