import { describe, expect, test } from "vitest";
import { checkConditions, isRangeOfThis } from "../../src/http/conditions.js";
import { httpDate } from "../../src/http/http-date.js";
import { expectFailure } from "../support/expect-failure.js";

const lastModified = Date.UTC(2026, 10, 22, 8, 0, 0, 999);
const version = { etag: "25F9E794323B453885F5181F1B624D0B", lastModified };
const quoted = `"${version.etag}"`;
const [before, same, after] = [-1000, 0, 1000].map((shift) => httpDate(lastModified + shift));

test.each([
  [{}, "proceed"],
  [{ "if-match": quoted }, "proceed"],
  [{ "if-match": version.etag.toLowerCase() }, "proceed"],
  [{ "if-match": '"x", *' }, "proceed"],
  [{ "if-unmodified-since": same }, "proceed"],
  [{ "if-unmodified-since": after }, "proceed"],
  [{ "if-unmodified-since": "whenever" }, "proceed"],
  [{ "if-none-match": quoted }, "not-modified"],
  [{ "if-none-match": `W/${quoted}` }, "not-modified"],
  [{ "if-none-match": `"x", ${quoted}` }, "not-modified"],
  [{ "if-none-match": "*" }, "not-modified"],
  [{ "if-none-match": '"x"' }, "proceed"],
  [{ "if-modified-since": before }, "proceed"],
  [{ "if-modified-since": same }, "not-modified"],
  [{ "if-modified-since": after }, "not-modified"],
  [{ "if-modified-since": "2026-11-22" }, "proceed"],
  [{ "if-none-match": '"x"', "if-modified-since": same }, "proceed"],
  [{ "if-none-match": quoted, "if-modified-since": before }, "not-modified"],
  [{ "if-match": quoted, "if-none-match": quoted }, "not-modified"],
])("%j: %s", (headers, outcome) => {
  expect(checkConditions(headers, version)).toBe(outcome);
});

test.each([
  [{ "if-match": '"x"' }, "If-Match"],
  [{ "if-match": "" }, "If-Match"],
  [{ "if-unmodified-since": before }, "If-Unmodified-Since"],
  [{ "if-match": quoted, "if-unmodified-since": before }, "If-Unmodified-Since"],
  [{ "if-match": '"x"', "if-none-match": quoted }, "If-Match"],
])("%j fails by %s", async (headers, condition) => {
  const failure = await expectFailure("PreconditionFailed", () => checkConditions(headers, version));
  expect(failure.details.condition).toBe(condition);
});

describe("If-Range", () => {
  test.each([
    [undefined, true],
    [quoted, true],
    ['"x"', false],
    [same, true],
    [before, false],
    [after, false],
  ])("%s: %s", (condition, expected) => {
    expect(isRangeOfThis(condition === undefined ? {} : { "if-range": condition }, version)).toBe(expected);
  });
});
