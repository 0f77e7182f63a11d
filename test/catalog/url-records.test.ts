import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { Revocation, UrlRecords } from "../../src/service/ports.js";
import { at } from "../service/house.js";
import { memoryUrlRecords } from "../support/memory-url-records.js";

/** Does `work` with records on the disk. */
async function onDisk(work: (records: UrlRecords) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-urls-"));
  const catalog = await createLibsqlCatalog({ path: join(folder, "catalog.db") });
  try {
    await work(catalog.urls);
  } finally {
    await catalog.close();
    await rm(folder, { recursive: true });
  }
}

const inMemory = (work: (records: UrlRecords) => Promise<void>) => work(memoryUrlRecords());
const signed = {
  ...at("shop", "sm\u00f8r.jpg"),
  caller: "admin",
  processes: ["", "image/resize,w_9"],
  signedAt: 1,
  expiresAt: 90,
};

describe.each(Object.entries({ onDisk, inMemory }))("%s", (_, withRecords) => {
  test("lists what was signed, the latest first, by bucket, key, caller and end, page by page", () =>
    withRecords(async (records) => {
      await records.keep([signed, { ...signed, ...at("shop", "b.jpg"), caller: "token ada" }]);
      await records.keep([{ ...signed, ...at("else", "c.jpg"), expiresAt: 50 }]);
      const keys = async (query: object) => (await records.list({ limit: 10, ...query })).map(({ key }) => key);
      expect(await keys({})).toEqual(["c.jpg", "b.jpg", "sm\u00f8r.jpg"]);
      expect(await keys({ bucket: "shop" })).toEqual(["b.jpg", "sm\u00f8r.jpg"]);
      expect(await keys({ key: "sm\u00f8r.jpg" })).toEqual(["sm\u00f8r.jpg"]);
      expect(await keys({ caller: "token ada" })).toEqual(["b.jpg"]);
      expect(await keys({ endsAfter: 50 })).toEqual(["b.jpg", "sm\u00f8r.jpg"]);
      const [first] = await records.list({ limit: 1 });
      expect(await keys({ before: first?.id, limit: 1 })).toEqual(["b.jpg"]);
      expect(await records.removeEnded(60, 10)).toBe(1);
      expect(await keys({})).toEqual(["b.jpg", "sm\u00f8r.jpg"]);
      expect(await records.removeEnded(Number.MAX_SAFE_INTEGER, 1)).toBe(1);
      expect(await keys({})).toHaveLength(1);
    }));

  test("what is signed again is the same row with another time", () =>
    withRecords(async (records) => {
      await records.keep([signed]);
      await records.keep([{ ...signed, signedAt: 5 }]);
      expect(await records.list({ limit: 10 })).toEqual([{ id: expect.any(Number), ...signed, signedAt: 5 }]);
    }));

  test("tells which rows were not there, and lists first what was signed last", () =>
    withRecords(async (records) => {
      const other = { ...signed, ...at("shop", "b.jpg") };
      expect(await records.keep([signed, other])).toEqual([signed, other]);
      expect(await records.keep([{ ...signed, signedAt: 5 }])).toEqual([]);
      expect((await records.list({ limit: 10 })).map(({ key }) => key)).toEqual(["sm\u00f8r.jpg", "b.jpg"]);
    }));

  test("finds the revocation of a caller who had been given a URL by then", () =>
    withRecords(async (records) => {
      const { bucket, key, expiresAt } = signed;
      const url = { bucket, key, expiresAt, process: "image/resize,w_9" };
      const revoke = (id: string, caller: string, revokedAt: number) =>
        records.revoke({ id, revoked: { kind: "caller", caller }, reason: "", revokedBy: "admin", revokedAt });
      await records.keep([
        { ...signed, caller: "token ada", signedAt: 10 },
        { ...signed, caller: "token bob", signedAt: 30 },
      ]);
      await revoke("1", "token bob", 20);
      await revoke("2", "token eve", 90);
      expect(await records.revocationOfCallers(url)).toBeUndefined();
      await revoke("4", "token bob", 30);
      await revoke("3", "token ada", 20);
      expect(await records.revocationOfCallers(url)).toBe("3");
      for (const not of [{ process: "image/info" }, { key: "b.jpg" }, { expiresAt: 91 }, { bucket: "else" }])
        expect(await records.revocationOfCallers({ ...url, ...not })).toBeUndefined();
      await records.lift("3");
      expect(await records.revocationOfCallers(url)).toBe("4");
    }));

  test("keeps revocations until they are lifted", () =>
    withRecords(async (records) => {
      const revocation: Revocation = {
        ...{
          id: "1",
          revoked: { kind: "object", ...at("shop", "a") },
          reason: "leaked",
          revokedBy: "admin",
          revokedAt: 7,
          endsAt: 90,
        },
      };
      await records.revoke(revocation);
      expect(await records.revocations()).toEqual([revocation]);
      expect(await records.lift("1")).toBe(true);
      expect(await records.lift("1")).toBe(false);
      expect(await records.revocations()).toEqual([]);
    }));
});
