import { expect, test } from "vitest";
import { UsedSignatures } from "../../src/http/used-signatures.js";

test("each is used once while it is good", () => {
  const used = new UsedSignatures();
  expect(used.use("a", { now: 0, until: 10 })).toBe(true);
  expect(used.use("b", { now: 5, until: 15 })).toBe(true);
  expect(used.use("a", { now: 10, until: 10 })).toBe(false);
  expect(used.use("b", { now: 11, until: 15 })).toBe(false);
});

test("of very many the oldest are forgotten", () => {
  const used = new UsedSignatures();
  for (let i = 0; i <= 10_000; i++) used.use(String(i), { now: 0, until: 10 });
  expect(used.use("10000", { now: 0, until: 10 })).toBe(false);
  expect(used.use("0", { now: 0, until: 10 })).toBe(true);
});
