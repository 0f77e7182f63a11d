import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { AccessKey, AccessKeys, Catalog } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";
import { memoryAccessKeys } from "../support/memory-access-keys.js";

const plain: AccessKey = { id: "B", secret: "s", label: "one", role: "read", scopes: "everywhere", createdAt: 1 };
/** A key with every field its own, so that a mix-up shows. */
const full: AccessKey = {
  id: "C",
  secret: "another",
  label: "temporary 图",
  role: "write",
  scopes: [{ bucket: parseBucketName("photos") }, { bucket: parseBucketName("other"), prefix: "a/'\"图" }],
  tokenHash: "ab".repeat(32),
  parent: "B",
  createdAt: 2,
  expiresAt: 3,
  revokedAt: 4,
  lastUsedAt: 5,
};

let folder: string;
let catalog: Catalog;
const path = () => join(folder, "catalog.db");
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "imgraph-keys-"));
  catalog = await createLibsqlCatalog({ path: path() });
});
afterEach(async () => {
  await catalog.close();
  await rm(folder, { recursive: true, force: true });
});

const made: [string, () => AccessKeys][] = [
  ["in the catalog's file", () => catalog.accessKeys],
  ["in a map", () => memoryAccessKeys()],
];
describe.each(made)("access keys %s", (_, open) => {
  let keys: AccessKeys;
  beforeEach(async () => {
    keys = open();
    await keys.insert(plain);
    await keys.insert(full);
  });

  test("are found as they were made, by their exact id", async () => {
    expect(await keys.find("B")).toStrictEqual(plain);
    expect(await keys.find("C")).toStrictEqual(full);
    expect(await keys.find("b")).toBeUndefined();
  });

  test("are made once", async () => {
    const failure = await expectFailure("AccessKeyAlreadyExists", () => keys.insert({ ...plain, secret: "new" }));
    expect(failure.details).toEqual({ accessKeyId: "B" });
    expect(await keys.find("B")).toStrictEqual(plain);
  });

  test("are listed in order of id, temporary ones only when asked for", async () => {
    await keys.insert({ ...plain, id: "A" });
    const ids = async (query: Parameters<AccessKeys["list"]>[0]) => (await keys.list(query)).map(({ id }) => id);
    expect(await ids({ limit: 10 })).toEqual(["A", "B"]);
    expect(await ids({ limit: 10, temporary: true })).toEqual(["A", "B", "C"]);
    expect(await ids({ limit: 1 })).toEqual(["A"]);
    expect(await ids({ limit: 10, after: "A", temporary: true })).toEqual(["B", "C"]);
  });

  test("change where they are told to", async () => {
    const changed = { ...plain, revokedAt: 9, lastUsedAt: 8 };
    expect(await keys.update("B", { revokedAt: 9, lastUsedAt: 8 })).toStrictEqual(changed);
    expect(await keys.find("B")).toStrictEqual(changed);
    expect(await keys.update("nobody", { label: "x" })).toBeUndefined();
  });

  test("are replaced whole, or not at all", async () => {
    const other = { ...plain, id: "D", secret: "another" };
    expect(await keys.replace("B", 7, other)).toStrictEqual({ ...plain, expiresAt: 7 });
    expect(await keys.find("B")).toStrictEqual({ ...plain, expiresAt: 7 });
    expect(await keys.find("D")).toStrictEqual(other);
    await expect(keys.replace("B", 9, other)).rejects.toMatchObject({ code: "AccessKeyAlreadyExists" });
    expect(await keys.find("B")).toStrictEqual({ ...plain, expiresAt: 7 });
    expect(await keys.replace("nobody", 7, { ...other, id: "E" })).toBeUndefined();
    expect(await keys.find("E")).toBeUndefined();
  });

  test("are not made to last by being replaced twice at a time, and one that is revoked has no successor", async () => {
    await keys.replace("B", 7, { ...plain, id: "D" });
    expect(await keys.replace("B", 9, { ...plain, id: "E" })).toStrictEqual({ ...plain, expiresAt: 7 });
    await keys.update("B", { revokedAt: 6 });
    expect(await keys.replace("B", 9, { ...plain, id: "F" })).toBeUndefined();
    expect(await keys.find("F")).toBeUndefined();
  });

  test("go some time after they have expired or were revoked", async () => {
    await keys.insert({ ...plain, id: "A" });
    await keys.update("A", { revokedAt: 9 });
    expect(await keys.removeEnded(3)).toBe(0);
    expect(await keys.removeEnded(4)).toBe(1);
    expect(await keys.find("C")).toBeUndefined();
    expect(await keys.removeEnded(9)).toBe(0);
    expect(await keys.removeEnded(10)).toBe(1);
    expect(await keys.find("A")).toBeUndefined();
    expect(await keys.find("B")).toBeDefined();
  });
});

test("the file and what SQLite makes beside it are their owner's alone", async () => {
  await catalog.accessKeys.insert(plain);
  const modes = () =>
    Promise.all([path(), `${path()}-wal`, `${path()}-shm`].map(async (each) => (await stat(each)).mode & 0o777));
  expect(await modes()).toEqual([0o600, 0o600, 0o600]);
});

test("keys outlive a restart", async () => {
  await catalog.accessKeys.insert(full);
  await catalog.close();
  catalog = await createLibsqlCatalog({ path: path() });
  expect(await catalog.accessKeys.find("C")).toStrictEqual(full);
});
