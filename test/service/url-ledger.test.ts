import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { createUrlLedger } from "../../src/service/urls/url-ledger.js";
import { memoryUrlRecords } from "../support/memory-url-records.js";
import { at, now } from "./house.js";

const weekSeconds = 7 * 24 * 3600;

test("what ended a week ago is removed a few rows at a time, and closing does not wait for all of it", async () => {
  const records = memoryUrlRecords();
  const expiresAt = Math.floor(now / 1000) - weekSeconds - 1;
  const signed = { ...at("shop", "a.jpg"), caller: "admin", processes: [""], signedAt: 1 };
  await records.keep(Array.from({ length: 600 }, (_, i) => ({ ...signed, expiresAt: expiresAt - i })));
  await records.keep([{ ...signed, expiresAt: expiresAt + 1 }]);
  const asked: number[] = [];
  const removeEnded = async (before: number, limit: number) => {
    asked.push(limit);
    return records.removeEnded(before, limit);
  };
  const open = () =>
    createUrlLedger({ records: { ...records, removeEnded }, clock: { now: () => now }, log: silentLog });

  const leaving = open();
  await leaving.load();
  await leaving.close();
  expect(asked).toHaveLength(1);
  const ledger = open();
  await ledger.load();
  await expect.poll(async () => (await records.list({ limit: 2000 })).length).toBe(1);
  expect(Math.max(...asked)).toBeLessThanOrEqual(1000);
  await ledger.close();
});

const signal = new AbortController().signal;
const signed = { process: "", expiresAt: Math.floor(now / 1000) + 60 };

test("what cannot be written is written later", async () => {
  const records = memoryUrlRecords();
  let isBroken = true;
  const keep: typeof records.keep = async (rows) => {
    if (isBroken) throw new Error("the disk is full");
    return records.keep(rows);
  };
  const ledger = createUrlLedger({ records: { ...records, keep }, clock: { now: () => now }, log: silentLog });
  const caller = { kind: "admin" } as const;
  ledger.note(at("shop", "a.jpg"), signed, { caller, signal });
  expect(await ledger.list({ limit: 10 })).toEqual([]);
  ledger.note(at("shop", "b.jpg"), signed, { caller, signal });
  isBroken = false;
  expect((await ledger.list({ limit: 10 })).map(({ key }) => key)).toEqual(["b.jpg", "a.jpg"]);
  await ledger.close();
});

test("strangers fill no disk: new rows of theirs are bounded by the minute, and nobody else's", async () => {
  const records = memoryUrlRecords();
  let time = now;
  const ledger = createUrlLedger({ records, clock: { now: () => time }, log: silentLog });
  const rowsOf = async (caller: string) => (await ledger.list({ caller, limit: 100_000 })).length;
  const note = async (kind: "anonymous" | "admin", count: number, first = 0) => {
    for (let i = first; i < first + count; i += 500) {
      const call = { caller: { kind }, signal };
      for (let of = i; of < Math.min(i + 500, first + count); of++) ledger.note(at("shop", `${of}.jpg`), signed, call);
      await ledger.list({ limit: 1 });
    }
  };
  // What was written before counts once.
  for (let again = 0; again < 5; again++) await note("anonymous", 1000);
  expect(await rowsOf("anonymous")).toBe(1000);
  await note("anonymous", 3000);
  expect(await rowsOf("anonymous")).toBe(2000);
  await note("admin", 2500);
  expect(await rowsOf("admin")).toBe(2500);
  time += 60_000;
  await note("anonymous", 100, 5000);
  expect(await rowsOf("anonymous")).toBe(2100);
  await ledger.close();
});

test("a revocation is lifted once it has nothing left to refuse", async () => {
  const records = memoryUrlRecords();
  let time = now;
  const open = async () => {
    const ledger = createUrlLedger({ records, clock: { now: () => time }, log: silentLog });
    await ledger.load();
    return ledger;
  };
  const ledger = await open();
  const revocation = { reason: "", revokedBy: "admin", revokedAt: now };
  const endsAt = Math.floor(now / 1000) + 60;
  await ledger.revoke({ ...revocation, id: "1", revoked: { kind: "url", signature: "s" }, endsAt });
  await ledger.revoke({ ...revocation, id: "2", revoked: { kind: "bucket", bucket: at("shop", "a").bucket } });
  await ledger.close();
  const idsAt = async (now_: number) => {
    time = now_;
    const opened = await open();
    await opened.close();
    return opened.revocations.map(({ id }) => id);
  };
  expect(await idsAt(endsAt * 1000)).toEqual(["1", "2"]);
  expect(await idsAt(endsAt * 1000 + 1000)).toEqual(["2"]);
});
