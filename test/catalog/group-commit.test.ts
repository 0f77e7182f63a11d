import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/catalog/libsql/database.js";

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-commit-"));
  database = openDatabase(join(folder, "test.db"));
  database.exec("create table words (word text not null primary key) strict");
});

afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

const insert = (word: string) => database.prepare("insert into words values (?)").run(word);
const words = () =>
  database
    .prepare<[string]>("select word from words order by word")
    .all()
    .map(([word]) => word);

describe("writes that wait together", () => {
  test("are all there when each resolves, and answer what they were asked", async () => {
    const counts = await Promise.all(
      Array.from({ length: 500 }, (_, i) => database.write(() => insert(String(i).padStart(3, "0")))),
    );
    expect(counts).toEqual(Array.from({ length: 500 }, () => 1));
    expect(words()).toHaveLength(500);
  });

  test("are done in the order in which they came, each seeing those before it", async () => {
    const seen = await Promise.all(
      ["a", "b", "c"].map((word) =>
        database.write(() => {
          insert(word);
          return words().join("");
        }),
      ),
    );
    expect(seen).toEqual(["a", "ab", "abc"]);
  });

  test("one that throws is undone alone", async () => {
    const results = await Promise.allSettled([
      database.write(() => insert("a")),
      database.write(() => {
        insert("b");
        throw new RangeError("no b");
      }),
      database.write(() => insert("a")),
      database.write(() => insert("c")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: new RangeError("no b") });
    expect(words()).toEqual(["a", "c"]);
  });

  test("none is told that it is done when the commit fails", async () => {
    database.exec(`pragma foreign_keys = on;
      create table leaves (word text not null references words (word) deferrable initially deferred)`);
    const results = await Promise.allSettled([
      database.write(() => insert("a")),
      database.write(() => database.prepare("insert into leaves values (?)").run("of nothing")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(words()).toEqual([]);
    await database.write(() => insert("b"));
    expect(words()).toEqual(["b"]);
  });

  test("closing commits what waits", async () => {
    const path = join(folder, "test.db");
    const written = database.write(() => insert("a"));
    database.close();
    await written;
    database = openDatabase(path);
    expect(words()).toEqual(["a"]);
  });
});
