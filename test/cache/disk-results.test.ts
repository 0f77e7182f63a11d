import { appendFile, mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { DiskResults } from "../../src/cache/index.js";
import { overheadBytes, RecentBytes } from "../../src/cache/recent-bytes.js";
import { contentOf, contentOfImage, etagOf, renderedDocument, renderedImage, resultsSuite } from "./results-suite.js";

/** What a file of a few bytes takes of the disk. */
const block = 4096;

let folder: string;
let cache: string;
let warnings: string[];
const opened: DiskResults[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-cache-"));
  cache = join(folder, "cache");
  warnings = [];
});

afterEach(async () => {
  for (const results of opened.splice(0)) await results.close();
  await rm(folder, { recursive: true, maxRetries: 9 });
});

function open(maxBytes = 1e9, now: () => number = Date.now, maxEntries?: number): DiskResults {
  const log = { ...silentLog, warn: (event: string) => void warnings.push(event) };
  const results = new DiskResults({
    folder: cache,
    maxBytes,
    ...(maxEntries !== undefined && { maxEntries }),
    clock: { now },
    log,
  });
  opened.push(results);
  return results;
}

/** Keeps images whose bytes are the words. */
async function keep(results: DiskResults, ...words: string[]): Promise<void> {
  for (const word of words) await results.keep(etagOf(word), await renderedImage(folder, word));
}

/** Those of the words that are kept; no use of them. */
async function keptOf(results: DiskResults, ...words: string[]): Promise<string[]> {
  const found = await Promise.all(words.map((word) => results.has(etagOf(word))));
  return words.filter((_, at) => found[at]);
}

/** Every file in the cache, without its shard. */
async function files(): Promise<string[]> {
  const shards = await readdir(cache);
  return (await Promise.all(shards.map((shard) => readdir(join(cache, shard))))).flat().sort();
}

/** The path of the file that is kept under the word. */
async function pathOf(word: string): Promise<string> {
  const shard = join(cache, etagOf(word).slice(0, 2));
  const [name] = (await readdir(shard)).filter((each) => each.startsWith(etagOf(word)));
  return join(shard, name!);
}

describe("results on the disk", () => {
  resultsSuite(async () => ({ results: open(), folder }));

  test("are files that say what they hold, in a folder that is the owner's alone", async () => {
    const results = open();
    await keep(results, "pixels");
    await results.keep(etagOf(2), renderedDocument("{}"));
    await results.close();
    expect(await files()).toEqual([`${etagOf("pixels")}.300x200.3.6.webp`, `${etagOf(2)}.2.json`].sort());
  });

  test("an ETag of another shape is a bug, not a path", async () => {
    await expect(open().find("../../etc/passwd")).rejects.toThrow(TypeError);
  });
});

describe("the bound", () => {
  test("lets those go first that were not used for longest", async () => {
    const results = open(3 * block);
    await results.ready;
    await keep(results, "a", "b", "c");
    expect(await contentOf(results, etagOf("a"))).toBe("a");
    await keep(results, "d");
    expect(await keptOf(results, "a", "b", "c", "d")).toEqual(["a", "c", "d"]);
    expect(results.usage).toEqual({ diskBytes: 3 * block, entries: 3, evictions: 1 });
    await results.close();
    expect(await files()).toHaveLength(3);
  });

  test("the number of results is bounded too, however small they are", async () => {
    const results = open(1e9, Date.now, 2);
    await results.ready;
    await keep(results, "a", "b");
    await results.find(etagOf("a"));
    await keep(results, "c");
    expect(await keptOf(results, "a", "b", "c")).toEqual(["a", "c"]);
    expect(results.usage).toEqual({ diskBytes: 2 * block, entries: 2, evictions: 1 });
  });

  test("is kept with any sizes", async () => {
    const results = open(20 * block);
    await results.ready;
    for (let n = 1; n <= 60; n++) {
      await keep(results, `${n}:`.padEnd(1 + ((n * 7919) % (6 * block)), "x"));
      expect(results.usage.diskBytes).toBeLessThanOrEqual(20 * block);
    }
    expect(results.usage.evictions).toBeGreaterThan(30);
    await results.close();
    expect(await files()).toHaveLength(results.usage.entries);
  });

  test("what is larger than all of it is not kept", async () => {
    const results = open(2 * block);
    await keep(results, "small");
    const large = await renderedImage(folder, "x".repeat(2 * block + 1));
    await results.keep(etagOf("large"), large);
    expect([await keptOf(results, "small", "large"), large.releases]).toEqual([["small"], 1]);
  });

  test("whoever has a result open reads on when it had to go", async () => {
    const large = "a".repeat(40 * block);
    const results = open(40 * block);
    await results.ready;
    await keep(results, large);
    const found = await results.find(etagOf(large));
    await keep(results, "b");
    expect(await keptOf(results, large, "b")).toEqual(["b"]);
    if (found?.kind !== "image") throw new Error("no image was found");
    expect(await contentOfImage(found)).toBe(large);
  });
});

describe("what was read lately", () => {
  test("costs no disk, and goes with its file", async () => {
    const results = open(block);
    await results.ready;
    await keep(results, "a");
    await contentOf(results, etagOf("a"));
    await rm(cache, { recursive: true, maxRetries: 9 });
    expect(await contentOf(results, etagOf("a"))).toBe("a");
    await keep(results, "b");
    expect(await contentOf(results, etagOf("a"))).toBeUndefined();
  });

  test("is bounded with all that it takes to hold it, the least lately read goes first", () => {
    const recent = new RecentBytes(2 * overheadBytes + 10);
    for (const word of ["aaaa", "bbbb"]) recent.add(word, Buffer.from(word));
    expect(recent.use("aaaa")?.toString()).toBe("aaaa");
    recent.add("cccc", Buffer.from("cccc"));
    expect(["aaaa", "bbbb", "cccc"].map((word) => recent.use(word)?.toString())).toEqual(["aaaa", undefined, "cccc"]);
    recent.add("large", Buffer.alloc(overheadBytes + 11));
    expect(["aaaa", "cccc", "large"].map((word) => recent.use(word))).toEqual([undefined, undefined, undefined]);
  });
});

describe("after a restart", () => {
  test("everything is there at once, before all is listed", async () => {
    await keep(open(), "a", "b", "c");
    await opened[0]?.close();
    const results = open();
    expect(await contentOf(results, etagOf("b"))).toBe("b");
    await results.ready;
    expect(await keptOf(results, "a", "b", "c")).toEqual(["a", "b", "c"]);
    expect(results.usage).toMatchObject({ entries: 3, diskBytes: 3 * block });
  });

  test("the order of use is still known, and a smaller bound holds", async () => {
    const minute = 60_000;
    let now = Date.now();
    const first = open(1e9, () => now);
    await first.ready;
    await keep(first, "a", "b", "c", "d");
    await first.close();
    for (const [age, word] of ["d", "c", "b", "a"].entries()) {
      const time = (now - (age + 1) * 60 * minute) / 1000;
      await utimes(await pathOf(word), time, time);
    }
    const second = open(1e9, () => now);
    await contentOf(second, etagOf("b"));
    now += minute;
    await second.close();
    const third = open(2 * block, () => now);
    await third.ready;
    expect(await keptOf(third, "a", "b", "c", "d")).toEqual(["b", "d"]);
    await third.close();
    expect(await files()).toHaveLength(2);
  });

  test("torn, marked and foreign files are removed", async () => {
    await keep(open(), "whole", "shorter", "longer");
    await opened[0]?.close();
    await truncate(await pathOf("shorter"), 3);
    await appendFile(await pathOf("longer"), "!");
    const shard = join(cache, etagOf("x").slice(0, 2));
    await mkdir(join(shard, "folder"), { recursive: true });
    const foreign = ["300x200.3.1.webp~7", "300x200.3.1.exe", "0x1.1.1.jpg", "1.jsonx"].map(
      (n) => `${etagOf("x")}.${n}`,
    );
    for (const name of [...foreign, "notes.txt", `${etagOf("whole")}.1.json`]) await writeFile(join(shard, name), "x");
    const results = open();
    await results.ready;
    expect(await keptOf(results, "whole", "shorter", "longer", "x")).toEqual(["whole"]);
    expect(await files()).toEqual([`${etagOf("whole")}.300x200.3.5.webp`]);
  });
});

describe("a folder that others meddle with", () => {
  test("may be removed at any time", async () => {
    const results = open();
    await keep(results, "a");
    await results.close();
    await rm(cache, { recursive: true, maxRetries: 9 });
    expect(await contentOf(results, etagOf("a"))).toBeUndefined();
    expect(results.usage).toMatchObject({ entries: 0, diskBytes: 0 });
    const again = open();
    await rm(cache, { recursive: true, force: true, maxRetries: 9 });
    await keep(again, "a");
    expect(await contentOf(again, etagOf("a"))).toBe("a");
    expect(warnings).toEqual([]);
  });

  test.each([
    ["small shorter", 5, 2],
    ["small longer", 5, 6],
    ["large shorter", 100_000, 99_999],
    ["large longer", 100_000, 100_001],
  ])("a %s file is not served, and goes", async (_, byteSize, length) => {
    const word = "x".repeat(byteSize);
    const results = open();
    await keep(results, word);
    await vi.waitFor(async () => expect(await pathOf(word)).toMatch(/webp$/));
    await truncate(await pathOf(word), length);
    expect(await contentOf(results, etagOf(word))).toBeUndefined();
    expect([warnings, await files()]).toEqual([["kept result not read"], []]);
    await keep(results, word);
    expect(await contentOf(results, etagOf(word))).toBe(word);
  });

  test("that cannot be written is no trouble for anybody but the log", async () => {
    await writeFile(cache, "a file where the folder should be");
    const results = open();
    const image = await renderedImage(folder, "a");
    await results.keep(etagOf("a"), image);
    expect([await results.find(etagOf("a")), image.releases]).toEqual([undefined, 1]);
    expect(warnings).toContain("result not kept");
  });
});
