import { beforeEach, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { Breaker } from "../../src/oss/breaker.js";

let now: number;
let breaker: Breaker;
beforeEach(() => {
  now = 0;
  breaker = new Breaker({ threshold: 3, restMs: 5_000, clock: { now: () => now }, log: silentLog });
});
const fail = (times: number) => {
  for (let i = 0; i < times; i++) breaker.enter().failed();
};
const refused = (seconds: number) =>
  expect(() => breaker.enter()).toThrow(
    expect.objectContaining({
      code: "ServiceUnavailable",
      details: expect.objectContaining({ retryAfterSeconds: seconds }),
    }),
  );

test("opens after faults in a row, and says when to come back", () => {
  fail(2);
  expect(breaker.isOpen).toBe(false);
  fail(1);
  expect(breaker.isOpen).toBe(true);
  refused(5);
  now = 4_001;
  refused(1);
});

test("one good answer begins the row anew; what says nothing does not", () => {
  fail(2);
  breaker.enter().left();
  fail(0);
  breaker.enter().succeeded();
  fail(2);
  breaker.enter().left();
  expect(breaker.isOpen).toBe(false);
  fail(1);
  expect(breaker.isOpen).toBe(true);
});

test("lets one call try after its rest, and others when that went well", () => {
  fail(3);
  now = 5_000;
  const trial = breaker.enter();
  refused(1);
  trial.succeeded();
  expect(breaker.isOpen).toBe(false);
  fail(2);
  expect(breaker.isOpen).toBe(false);
});

test("rests again when the trial fails", () => {
  fail(3);
  now = 5_000;
  breaker.enter().failed();
  refused(5);
  now = 10_000;
  breaker.enter().succeeded();
  expect(breaker.isOpen).toBe(false);
});

test("lets another call try when the one that tried has left", () => {
  fail(3);
  now = 5_000;
  breaker.enter().left();
  breaker.enter().succeeded();
  expect(breaker.isOpen).toBe(false);
});

test("lets others try as soon as an answer begins, and opens at the next fault", () => {
  fail(3);
  now = 5_000;
  const trial = breaker.enter();
  trial.answering();
  expect(breaker.isOpen).toBe(false);
  breaker.enter().left();
  trial.failed();
  expect(breaker.isOpen).toBe(true);
});

test("is not kept open by calls that were under way when it opened", () => {
  const early = Array.from({ length: 5 }, () => breaker.enter());
  for (const each of early) {
    each.failed();
    now += 1_000;
  }
  // Opened by the third, at 2 s.
  now = 7_000;
  breaker.enter().succeeded();
  expect(breaker.isOpen).toBe(false);
});

test("counts one outcome of a call, the first", () => {
  const call = breaker.enter();
  for (let i = 0; i < 5; i++) call.failed();
  expect(breaker.isOpen).toBe(false);
  fail(1);
  const good = breaker.enter();
  good.succeeded();
  good.failed();
  fail(2);
  expect(breaker.isOpen).toBe(false);
});

test("a trial that had its answer and fails late leaves the next trial alone", () => {
  fail(3);
  now = 5_000;
  const first = breaker.enter();
  first.answering();
  fail(1);
  now = 10_000;
  const second = breaker.enter();
  first.failed();
  refused(1);
  second.succeeded();
  expect(breaker.isOpen).toBe(false);
});
