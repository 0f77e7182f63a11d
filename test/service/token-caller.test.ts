import { describe, expect, test } from "vitest";
import { tokenCaller } from "../../src/service/rights/token-caller.js";
import { expectFailure } from "../support/expect-failure.js";

const base = { sub: "ann", exp: 1_800_000_000 };
const grantOf = (claims: Record<string, unknown>) => tokenCaller({ ...base, ...claims }).grant;

test("bearer and end are those of the token", () => {
  expect(tokenCaller(base)).toMatchObject({ kind: "token", subject: "ann", expiresAt: 1_800_000_000_000 });
});

test("without claims of ours a token gives what everybody has", () => {
  expect(grantOf({})).toEqual({ role: "read", scopes: [] });
  expect(grantOf({ imgraph_role: "admin" })).toEqual({ role: "admin", scopes: [] });
});

test.each([
  ["viewer", "read"],
  ["editor", "write"],
  ["admin", "admin"],
])("the role %s", (claim, role) => expect(grantOf({ imgraph_role: claim }).role).toBe(role));

test.each<[claim: string[], scopes: unknown]>([
  [["*"], "everywhere"],
  [["photos", "*"], "everywhere"],
  [["photos"], [{ bucket: "photos" }]],
  [["photos/"], [{ bucket: "photos" }]],
  [["photos/summer/a"], [{ bucket: "photos", prefix: "summer/a" }]],
  [
    ["photos", "icons/new/"],
    [{ bucket: "photos" }, { bucket: "icons", prefix: "new/" }],
  ],
  [[], []],
])("the places %j", (claim, scopes) => expect(grantOf({ imgraph_scopes: claim }).scopes).toEqual(scopes));

describe("a claim that cannot be read is refused, never left out", () => {
  test.each<[claims: Record<string, unknown>]>([
    [{ imgraph_role: "root" }],
    [{ imgraph_role: "ADMIN" }],
    [{ imgraph_role: ["admin"] }],
    [{ imgraph_role: "constructor" }],
    [{ imgraph_role: null }],
    [{ imgraph_scopes: "photos" }],
    [{ imgraph_scopes: { bucket: "photos" } }],
    [{ imgraph_scopes: [1] }],
    [{ imgraph_scopes: null }],
    [{ imgraph_scopes: [""] }],
    [{ imgraph_scopes: ["/photos"] }],
    [{ imgraph_scopes: ["Photos"] }],
    [{ imgraph_scopes: ["photos//a"] }],
    [{ imgraph_scopes: Array.from({ length: 51 }, (_, i) => `bucket-${i}`) }],
  ])("%j", async (claims) => {
    await expectFailure("Unauthenticated", () => grantOf(claims));
  });
});
