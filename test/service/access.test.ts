import { describe, expect, test } from "vitest";
import { effectiveAcl, isAllowed, type Right } from "../../src/service/access.js";
import type { BucketAcl, ObjectAcl } from "../../src/service/ports.js";

/** Bucket ACL, object ACL (`undefined`: no object), and what an anonymous caller may. Source: specification §21. */
const table: readonly [BucketAcl, ObjectAcl | undefined, readonly Right[]][] = [
  ["private", undefined, []],
  ["private", "default", []],
  ["private", "private", []],
  ["private", "public-read", ["read"]],
  ["private", "public-read-write", ["read", "post", "write"]],
  ["public-read", undefined, ["read", "list"]],
  ["public-read", "default", ["read", "list"]],
  ["public-read", "private", ["list"]],
  ["public-read", "public-read", ["read", "list"]],
  ["public-read", "public-read-write", ["read", "post", "write", "list"]],
  ["public-read-write", undefined, ["read", "post", "write", "list"]],
  ["public-read-write", "default", ["read", "post", "write", "list"]],
  ["public-read-write", "private", ["list"]],
  ["public-read-write", "public-read", ["read", "list"]],
  ["public-read-write", "public-read-write", ["read", "post", "write", "list"]],
];
const rights: readonly Right[] = ["read", "post", "write", "list", "manage"];

describe.each(table)("bucket %s, object %s", (bucket, object, anonymous) => {
  const acls = { bucket, ...(object && { object }) };

  test(`anonymous: ${anonymous.join(" ") || "nothing"}`, () => {
    expect(rights.filter((right) => isAllowed(right, { kind: "anonymous" }, acls))).toEqual(anonymous);
  });

  test("a key and the admin may do everything", () => {
    for (const right of rights) {
      expect(isAllowed(right, { kind: "key", accessKeyId: "a" }, acls)).toBe(true);
      expect(isAllowed(right, { kind: "admin" }, acls)).toBe(true);
    }
  });
});

test("the object's ACL counts unless it is default", () => {
  expect(effectiveAcl({ bucket: "public-read", object: "private" })).toBe("private");
  expect(effectiveAcl({ bucket: "public-read", object: "default" })).toBe("public-read");
  expect(effectiveAcl({ bucket: "public-read" })).toBe("public-read");
});
