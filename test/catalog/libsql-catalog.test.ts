import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { openDatabase } from "../../src/catalog/libsql/database.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import { bucketOf, describeCatalog, recordOf } from "./catalog-suite.js";

let folder: string;
let count = 0;
const freshPath = () => join(folder, String(count++), "catalog.db");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-catalog-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeCatalog("libsql catalog", () => createLibsqlCatalog({ path: freshPath() }));

describe("the catalog's file", () => {
  const bucket = parseBucketName("photos");

  test("keeps everything when it is opened again, in the one file", async () => {
    const path = freshPath();
    const first = await createLibsqlCatalog({ path });
    const made = bucketOf(bucket, { acl: "public-read", createdAt: 7, styleSeparators: ["!"], sourceProtection: [{}] });
    await first.createBucket(made);
    await first.putObject(recordOf("中文/🙂"), { forbidOverwrite: false });
    await first.close();
    await rm(`${path}-wal`, { force: true });
    const second = await createLibsqlCatalog({ path });
    expect(await second.findBucket(bucket)).toEqual(made);
    expect(await second.findRecord(recordOf("中文/🙂"))).toStrictEqual(recordOf("中文/🙂"));
    await second.close();
  });

  test("is a write-ahead log's, which others can read meanwhile", async () => {
    const path = freshPath();
    const catalog = await createLibsqlCatalog({ path });
    const looking = openDatabase(path);
    expect(looking.prepare("pragma journal_mode").all()).toEqual([["wal"]]);
    looking.close();
    await catalog.close();
  });

  test("has one user at a time, and the refusal names the setting", async () => {
    const path = freshPath();
    const catalog = await createLibsqlCatalog({ path });
    await expect(createLibsqlCatalog({ path })).rejects.toMatchObject({
      code: "InvalidArgument",
      details: { name: "IMGRAPH_DATA_DIR" },
    });
    await catalog.close();
    await (await createLibsqlCatalog({ path })).close();
  });

  test("of a killed process opens at once", async () => {
    const path = freshPath();
    const script = `
      const { createLibsqlCatalog } = await import("./dist/catalog/libsql/index.js");
      const catalog = await createLibsqlCatalog({ path: process.argv[1] });
      await catalog.createBucket({
        name: "photos", acl: "private", createdAt: 1, styleSeparators: [], sourceProtection: [],
      });
      process.kill(process.pid, "SIGKILL");
    `;
    const { signal } = spawnSync(process.execPath, ["--input-type=module", "--eval", script, path]);
    expect(signal).toBe("SIGKILL");
    const catalog = await createLibsqlCatalog({ path });
    expect(await catalog.findBucket(bucket)).toBeDefined();
    await catalog.close();
  });

  test("of a newer program is refused and left alone", async () => {
    const path = freshPath();
    await (await createLibsqlCatalog({ path })).close();
    const newer = openDatabase(path);
    newer.exec("pragma user_version = 999");
    newer.close();
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(createLibsqlCatalog({ path })).rejects.toMatchObject({
        code: "InvalidArgument",
        details: { name: "IMGRAPH_DATA_DIR", got: expect.stringContaining("version 999") },
      });
  });

  test("of an older program keeps what was seen of objects that live elsewhere, until a walk finds them changed", async () => {
    const path = freshPath();
    await mkdir(dirname(path));
    await copyFile(new URL("../fixtures/data-v4/catalog.db", import.meta.url), path);
    const older = openDatabase(path);
    const insert = "insert into object_facts (bucket, key, version, inspection) values ('photos', ?, '1', ?)";
    const seen = { state: "not-image", reason: "words" } as const;
    for (const key of ["a", "b"]) older.prepare(insert).run(Buffer.from(key), JSON.stringify(seen));
    older.close();
    const { facts, walks, listedImages, close } = await createLibsqlCatalog({ path });
    const [a, b] = [
      { ...recordOf("a"), version: "1" },
      { ...recordOf("b"), version: "1" },
    ];
    expect(await facts.findInspections([a, b])).toEqual([seen, seen]);
    expect(await listedImages.places(bucket)).toEqual([]);
    const walk = await walks.begin({ bucket, prefix: "" }, { now: 1, since: 0 });
    await walks.pass(walk, { objects: [a, { ...b, version: "2" }], listedAt: 2 });
    expect(await facts.findInspections([a, b])).toEqual([seen, undefined]);
    expect(await listedImages.unseen({ bucket }, 10)).toMatchObject([{ key: "b", version: "2", byteSize: b.byteSize }]);
    await close();
  });

  test("is opened beside a gateway that has it, unless that knows it in another form", async () => {
    const path = freshPath();
    const gateway = await createLibsqlCatalog({ path });
    const beside = await createLibsqlCatalog({ path, besideGateway: true });
    await beside.facts.keepInspection(recordOf("a"), { state: "not-image", reason: "words" });
    expect(await gateway.facts.findInspections([recordOf("a")])).toHaveLength(1);
    await beside.close();
    const file = openDatabase(path);
    const [form] = file.prepare<[number]>("pragma user_version").first() ?? [0];
    file.exec(`pragma user_version = ${form - 1}`);
    await expect(createLibsqlCatalog({ path, besideGateway: true, whenInUse: "another" })).rejects.toMatchObject({
      code: "InvalidArgument",
      details: { name: "IMGRAPH_DATA_DIR", expected: "another" },
    });
    file.exec(`pragma user_version = ${form}`);
    file.close();
    await gateway.close();
  });

  test("in a folder that cannot be made is refused", async () => {
    const file = freshPath();
    await (await createLibsqlCatalog({ path: file })).close();
    await expect(createLibsqlCatalog({ path: join(file, "catalog.db") })).rejects.toMatchObject({
      code: "InvalidArgument",
      details: { name: "IMGRAPH_DATA_DIR", got: file },
    });
  });

  test("that is something else is refused and left alone", async () => {
    const path = freshPath();
    await (await createLibsqlCatalog({ path })).close();
    await writeFile(path, "These are my holiday notes, not a database. ".repeat(50));
    await expect(createLibsqlCatalog({ path })).rejects.toMatchObject({
      code: "InvalidArgument",
      details: { name: "IMGRAPH_DATA_DIR" },
    });
    expect(await readdir(join(path, ".."))).toContain("catalog.db");
  });

  test("that cannot grow is ServiceUnavailable, and stays as it was", async () => {
    const path = freshPath();
    await (await createLibsqlCatalog({ path })).close();
    const database = openDatabase(path);
    const insert = database.prepare("insert into buckets (name, acl, created_at) values (?, 'private', 0)");
    database.prepare("pragma max_page_count = 1").all();
    const fill = () =>
      database.transaction(() => {
        for (let i = 0; i < 1_000; i++) insert.run(`bucket-${i}`);
      });
    expect(fill).toThrow(expect.objectContaining({ code: "ServiceUnavailable" }));
    expect(database.prepare("select count(*) from buckets").first()).toEqual([0]);
    database.close();
  });

  test("a step that fails leaves no half of itself", async () => {
    const path = freshPath();
    await (await createLibsqlCatalog({ path })).close();
    const broken = openDatabase(path);
    // As if the last step had been cut off: its tables are there, its number is not.
    broken.exec("pragma user_version = 0; drop table buckets");
    broken.close();
    await expect(createLibsqlCatalog({ path })).rejects.toThrow(/already exists/);
    const looking = openDatabase(path);
    expect(looking.prepare("select name from sqlite_master where name = 'buckets'").all()).toEqual([]);
    looking.close();
  });
});
