import { expect, test } from "vitest";
import { chooseRange } from "../../src/http/range.js";
import { expectFailure } from "../support/expect-failure.js";

test.each([
  ["bytes=0-0", 10, { start: 0, end: 0 }],
  ["bytes=2-4", 10, { start: 2, end: 4 }],
  ["bytes=2-", 10, { start: 2, end: 9 }],
  ["bytes=2-99", 10, { start: 2, end: 9 }],
  ["bytes=9-9", 10, { start: 9, end: 9 }],
  ["bytes=-3", 10, { start: 7, end: 9 }],
  ["bytes=-99", 10, { start: 0, end: 9 }],
  [undefined, 10, undefined],
  ["bytes=10-", 10, undefined],
  ["bytes=10-12", 10, undefined],
  ["bytes=-0", 10, undefined],
  ["bytes=0-", 0, undefined],
  ["bytes=-1", 0, undefined],
  ["bytes=4-2", 10, undefined],
  ["bytes=0-1,3-4", 10, undefined],
  ["bytes=-", 10, undefined],
  ["bytes=a-b", 10, undefined],
  ["bytes 0-1", 10, undefined],
  ["items=0-1", 10, undefined],
  ["bytes=99999999999999999999-", 10, undefined],
])("%s of %i bytes", (range, size, expected) => {
  expect(chooseRange(range === undefined ? {} : { range }, size)).toEqual(expected);
});

test.each([
  "bytes=10-",
  "bytes=10-12",
  "bytes=-0",
])("%s is refused when the client wants the standard", async (range) => {
  const headers = { range, "x-oss-range-behavior": "standard" };
  const failure = await expectFailure("InvalidRange", () => chooseRange(headers, 10));
  expect(failure.details).toEqual({ size: 10, range });
});

test.each(["bytes=4-2", "bytes=0-1,3-4", "items=0-1"])("%s is the whole even then", (range) => {
  expect(chooseRange({ range, "x-oss-range-behavior": "standard" }, 10)).toBeUndefined();
});
