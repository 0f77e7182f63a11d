import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { createUrlLedger } from "../../src/service/url-ledger.js";
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
