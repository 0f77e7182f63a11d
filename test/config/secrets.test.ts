import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLoopback, loadSecrets, refuseMadeSecrets, SettingError } from "../../src/config/index.js";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "imgraph-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const nothingGiven = { accessKeyId: undefined, accessKeySecret: undefined, adminToken: undefined };
const load = (given: Partial<Record<keyof typeof nothingGiven, string>> = {}) =>
  loadSecrets({ dataDir, ...nothingGiven, ...given });

test("made at the first start, the same at the next, readable by the owner only", async () => {
  const first = await load();
  expect(first).toMatchObject({
    first: true,
    made: ["IMGRAPH_ACCESS_KEY_ID", "IMGRAPH_ACCESS_KEY_SECRET", "IMGRAPH_ADMIN_TOKEN"],
  });
  expect((await stat(join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(await load()).toEqual({ ...first, first: false });
  expect(await readdir(dataDir)).toEqual(["secrets.json"]);
});

test("starts at the same time agree on one set", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => load()));
  expect(new Set(all.map((secrets) => secrets.adminToken)).size).toBe(1);
  expect(all.filter((secrets) => secrets.first)).toHaveLength(1);
});

test("a mode that a copy lost is put right", async () => {
  await load();
  await chmod(join(dataDir, "secrets.json"), 0o644);
  await load();
  expect((await stat(join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
});

test("a folder that cannot be written is a wrong setting", async () => {
  const nowhere = join(dataDir, "link");
  await symlink(join(dataDir, "nowhere"), nowhere);
  const refused = loadSecrets({ dataDir: nowhere, ...nothingGiven });
  await expect(refused).rejects.toThrow(SettingError);
  await expect(refused).rejects.toThrow(/^IMGRAPH_DATA_DIR: /);
});

test("what is given is used, and nothing is made when all of it is", async () => {
  const given = { accessKeyId: "key", accessKeySecret: "secret-secret", adminToken: "token-token-token" };
  expect(await load(given)).toEqual({ ...given, made: [], first: false });
  expect(await readdir(dataDir)).toEqual([]);
  expect((await load({ adminToken: "token-token-token" })).made).toEqual([
    "IMGRAPH_ACCESS_KEY_ID",
    "IMGRAPH_ACCESS_KEY_SECRET",
  ]);
});

test("a key without its secret is refused", async () => {
  await expect(load({ accessKeyId: "key" })).rejects.toThrow(/expected both or neither/);
});

test.each([
  "",
  "{",
  "{}",
  '{"accessKeyId":"a","accessKeySecret":"b","adminToken":3}',
])("a damaged file (%j) is kept and refused", async (content) => {
  const path = join(dataDir, "secrets.json");
  await writeFile(path, content);
  await expect(load()).rejects.toThrow(/secrets\.json is damaged/);
  expect(await readFile(path, "utf8")).toBe(content);
});

test("made credentials are refused on an address that others reach", () => {
  const own = { accessKeyId: "key", accessKeySecret: "secret-secret", adminToken: "token-token-token" };
  expect(() => refuseMadeSecrets({ host: "127.0.0.1", ...nothingGiven })).not.toThrow();
  expect(() => refuseMadeSecrets({ host: "0.0.0.0", ...own })).not.toThrow();
  const refused = () => refuseMadeSecrets({ host: "0.0.0.0", ...own, adminToken: undefined });
  expect(refused).toThrow(SettingError);
  expect(refused).toThrow(/^IMGRAPH_HOST: "0\.0\.0\.0" .* set IMGRAPH_ADMIN_TOKEN$/);
});

test.each([
  ["127.0.0.1", true],
  ["127.1.2.3", true],
  ["::1", true],
  ["localhost", true],
  ["0.0.0.0", false],
  ["::", false],
  ["127.0.0.1.example.com", false],
  ["192.168.0.1", false],
])("%s is loopback: %s", (host, expected) => expect(isLoopback(host)).toBe(expected));
