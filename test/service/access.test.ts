import { describe, expect, test } from "vitest";
import { effectiveAcl, isAllowed, type Right } from "../../src/service/access.js";
import type { BucketAcl, ObjectAcl } from "../../src/service/ports.js";

/** Bucket ACL, object ACL (`undefined`: no object), and what an anonymous caller may. Source: specification §21. */
const table: readonly [BucketAcl, ObjectAcl | undefined, readonly Right[]][] = [
  ["private", undefined, []],
  ["private", "default", []],
  ["private", "private", []],
  ["private", "public-read", ["read", "view"]],
  ["private", "public-read-write", ["read", "view", "post", "write"]],
  ["public-read", undefined, ["read", "view", "list"]],
  ["public-read", "default", ["read", "view", "list"]],
  ["public-read", "private", ["list"]],
  ["public-read", "public-read", ["read", "view", "list"]],
  ["public-read", "public-read-write", ["read", "view", "post", "write", "list"]],
  ["public-read-write", undefined, ["read", "view", "post", "write", "list"]],
  ["public-read-write", "default", ["read", "view", "post", "write", "list"]],
  ["public-read-write", "private", ["list"]],
  ["public-read-write", "public-read", ["read", "view", "list"]],
  ["public-read-write", "public-read-write", ["read", "view", "post", "write", "list"]],
];
const rights: readonly Right[] = ["read", "view", "post", "write", "list", "manage"];

describe.each(table)("bucket %s, object %s", (bucket, object, anonymous) => {
  const acls = { bucket, ...(object && { object }) };

  test(`anonymous: ${anonymous.join(" ") || "nothing"}`, () => {
    expect(rights.filter((right) => isAllowed(right, { kind: "anonymous" }, acls))).toEqual(anonymous);
  });

  test("anonymous, source protected: the same but for reading it as it is", () => {
    expect(rights.filter((right) => isAllowed(right, { kind: "anonymous" }, { ...acls, isProtected: true }))).toEqual(
      anonymous.filter((right) => right !== "read"),
    );
  });

  test.each([false, true])("a key and the admin may do everything, source protected: %s", (isProtected) => {
    for (const right of rights) {
      expect(isAllowed(right, { kind: "key", accessKeyId: "a" }, { ...acls, isProtected })).toBe(true);
      expect(isAllowed(right, { kind: "admin" }, { ...acls, isProtected })).toBe(true);
    }
  });
});

test("the object's ACL counts unless it is default", () => {
  expect(effectiveAcl({ bucket: "public-read", object: "private" })).toBe("private");
  expect(effectiveAcl({ bucket: "public-read", object: "default" })).toBe("public-read");
  expect(effectiveAcl({ bucket: "public-read" })).toBe("public-read");
});
