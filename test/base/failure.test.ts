import { expect, test } from "vitest";
import { Failure, failureCodes } from "../../src/base/failure.js";

test("what came from outside is cut, in the message and in the details, also when the failure moves", () => {
  const got = "x".repeat(1_000_000);
  const failure = new Failure("InvalidArgument", { name: "w", got, expected: "less" }).at({ item: "w" });
  expect(failure.message.length).toBeLessThan(200);
  expect(failure.details.got).toBe(`${"x".repeat(197)}...`);
});

test("a short value stays as it came", () => {
  const { details } = new Failure("InvalidArgument", { name: "w", got: "x".repeat(200), expected: "less" });
  expect(details.got).toHaveLength(200);
});

test("every code belongs to one family", async () => {
  const families = await Promise.all(
    ["request", "body", "picture", "access", "existence", "capacity"].map(
      (name) => import(`../../src/base/failures/${name}-failures.ts`) as Promise<Record<string, object>>,
    ),
  );
  const codes = families.flatMap((family) => Object.values(family).flatMap(Object.keys));
  expect(codes.sort()).toEqual([...failureCodes].sort());
});
