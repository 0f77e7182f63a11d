import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import type { BucketAcl, Grant, ObjectAcl, Role } from "../../src/service/ports.js";
import { effectiveAcl, isAllowed } from "../../src/service/rights/access.js";
import { excessOf, maxScopes, parseScopes } from "../../src/service/rights/grant.js";
import type { Place, Right } from "../../src/service/rights/right.js";
import type { Caller } from "../../src/service/service.js";
import { expectFailure } from "../support/expect-failure.js";

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
const place = { bucket: parseBucketName("photos"), key: "summer/a.jpg" };
const nobody: Caller = { kind: "anonymous" };

describe.each(table)("bucket %s, object %s", (bucket, object, anonymous) => {
  const acls = { bucket, ...(object && { object }) };

  test(`anonymous: ${anonymous.join(" ") || "nothing"}`, () => {
    expect(rights.filter((right) => isAllowed(right, nobody, acls, place))).toEqual(anonymous);
  });

  test("anonymous, source protected: the same but for reading it as it is", () => {
    expect(rights.filter((right) => isAllowed(right, nobody, { ...acls, isProtected: true }, place))).toEqual(
      anonymous.filter((right) => right !== "read"),
    );
  });

  test.each([false, true])("the admin may do everything, source protected: %s", (isProtected) => {
    for (const right of rights) expect(isAllowed(right, { kind: "admin" }, { ...acls, isProtected }, place)).toBe(true);
  });

  test("a key beyond its grant may do what anybody may, and within it what its role says besides", () => {
    const elsewhere: Grant = { role: "admin", scopes: [{ bucket: parseBucketName("other") }] };
    expect(rights.filter((right) => isAllowed(right, holder(elsewhere), acls, place))).toEqual(anonymous);
    const here: Grant = { role: "read", scopes: [{ bucket: place.bucket }] };
    expect(rights.filter((right) => isAllowed(right, holder(here), { ...acls, isProtected: true }, place))).toEqual(
      rights.filter((right) => roles.read.includes(right) || anonymous.includes(right)),
    );
  });
});

/** What a role may where it counts. */
const roles: Readonly<Record<Role, readonly Right[]>> = {
  read: ["read", "view", "post", "list"],
  write: ["read", "view", "post", "list", "write"],
  admin: rights,
};
const [photos, other] = [parseBucketName("photos"), parseBucketName("other")];
/** Each scope, and whether each place lies in it. */
const places = {
  "an object below the prefix": { bucket: photos, key: "summer/a.jpg" },
  "the prefix itself as a key": { bucket: photos, key: "summer/" },
  "an object beside the prefix": { bucket: photos, key: "summer" },
  "the bucket": { bucket: photos },
  "all names of the bucket": { bucket: photos, key: "" },
  "the same key elsewhere": { bucket: other, key: "summer/a.jpg" },
  "the account": "account",
} as const satisfies Record<string, Place>;
type PlaceName = keyof typeof places;
const scopes: readonly [string, Grant["scopes"], readonly PlaceName[]][] = [
  ["everywhere", "everywhere", Object.keys(places) as PlaceName[]],
  [
    "one bucket",
    [{ bucket: photos }],
    [
      "an object below the prefix",
      "the prefix itself as a key",
      "an object beside the prefix",
      "the bucket",
      "all names of the bucket",
    ],
  ],
  ["a prefix", [{ bucket: photos, prefix: "summer/" }], ["an object below the prefix", "the prefix itself as a key"]],
  [
    "a prefix, and all of another bucket",
    [{ bucket: photos, prefix: "summer/" }, { bucket: other }],
    ["an object below the prefix", "the prefix itself as a key", "the same key elsewhere"],
  ],
  ["nowhere", [], []],
];

describe.each(scopes)("a key for %s", (_, scopes, inside) => {
  describe.each(Object.keys(roles) as Role[])("with the role %s", (role) => {
    test.each(Object.keys(places) as PlaceName[])("%s", (name) => {
      const allowed = rights.filter((right) =>
        isAllowed(right, holder({ role, scopes }), { bucket: "private" }, places[name]),
      );
      expect(allowed).toEqual(inside.includes(name) ? rights.filter((right) => roles[role].includes(right)) : []);
    });
  });
});

function holder(grant: Grant): Caller {
  return { kind: "key", accessKeyId: "key", grant };
}

describe("a grant within another", () => {
  const rows: readonly [string, Grant, Grant, boolean][] = [
    [
      "the same",
      { role: "write", scopes: [{ bucket: photos }] },
      { role: "write", scopes: [{ bucket: photos }] },
      true,
    ],
    ["a lower role", { role: "read", scopes: "everywhere" }, { role: "admin", scopes: "everywhere" }, true],
    ["a higher role", { role: "admin", scopes: "everywhere" }, { role: "write", scopes: "everywhere" }, false],
    [
      "everywhere in a bucket",
      { role: "read", scopes: "everywhere" },
      { role: "read", scopes: [{ bucket: photos }] },
      false,
    ],
    [
      "a prefix of the bucket",
      { role: "read", scopes: [{ bucket: photos, prefix: "a" }] },
      { role: "read", scopes: [{ bucket: photos }] },
      true,
    ],
    [
      "the bucket of a prefix",
      { role: "read", scopes: [{ bucket: photos }] },
      { role: "read", scopes: [{ bucket: photos, prefix: "a" }] },
      false,
    ],
    [
      "a longer prefix",
      { role: "read", scopes: [{ bucket: photos, prefix: "ab" }] },
      { role: "read", scopes: [{ bucket: photos, prefix: "a" }] },
      true,
    ],
    [
      "a shorter prefix",
      { role: "read", scopes: [{ bucket: photos, prefix: "a" }] },
      { role: "read", scopes: [{ bucket: photos, prefix: "ab" }] },
      false,
    ],
    [
      "one place too many",
      { role: "read", scopes: [{ bucket: photos }, { bucket: other }] },
      { role: "read", scopes: [{ bucket: photos }] },
      false,
    ],
  ];
  test.each(rows)("%s", (_, inner, outer, expected) => expect(excessOf(inner, outer) === undefined).toBe(expected));
});

describe("places as a door gives them", () => {
  test("are read; an empty prefix is none", () => {
    expect(
      parseScopes([
        { bucket: "photos", prefix: "" },
        { bucket: "other", prefix: "a/" },
      ]),
    ).toEqual([{ bucket: "photos" }, { bucket: "other", prefix: "a/" }]);
  });

  test.each([
    ["none", [], "InvalidArgument"],
    ["too many", Array.from({ length: maxScopes + 1 }, () => ({ bucket: "photos" })), "InvalidArgument"],
    ["a name that no bucket has", [{ bucket: "NO" }], "InvalidBucketName"],
    ["a prefix that no key has", [{ bucket: "photos", prefix: "/a" }], "InvalidArgument"],
    ["a prefix that is too long", [{ bucket: "photos", prefix: "a".repeat(1024) }], "InvalidArgument"],
  ] as const)("%s: refused", async (_, written, code) => {
    await expectFailure(code, () => parseScopes(written));
  });
});

test("the object's ACL counts unless it is default", () => {
  expect(effectiveAcl({ bucket: "public-read", object: "private" })).toBe("private");
  expect(effectiveAcl({ bucket: "public-read", object: "default" })).toBe("public-read");
  expect(effectiveAcl({ bucket: "public-read" })).toBe("public-read");
});
