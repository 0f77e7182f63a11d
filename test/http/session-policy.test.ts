import { describe, expect, test } from "vitest";
import { parseSessionPolicy } from "../../src/http/session-policy.js";
import { expectFailure } from "../support/expect-failure.js";

const allow = (Resource: unknown, more: object = {}) => ({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "oss:*", Resource, ...more }],
});
const read = (policy: unknown) => parseSessionPolicy(JSON.stringify(policy));

describe("a session's policy", () => {
  test.each<[string, unknown, unknown]>([
    ["everywhere", ["acs:oss:*:*:*"], undefined],
    ["a prefix", "acs:oss:*:*:photos/in/*", [{ bucket: "photos", prefix: "in/" }]],
    ["a prefix that is no folder", ["acs:oss:oss-cn-hangzhou:123:photos/in*"], [{ bucket: "photos", prefix: "in" }]],
    ["all objects, not the bucket itself", ["acs:oss:*:*:photos/*"], [{ bucket: "photos", prefix: "" }]],
    ["a bucket with its objects", ["acs:oss:*:*:photos", "acs:oss:*:*:photos/*"], [{ bucket: "photos" }]],
    [
      "several",
      ["acs:oss:*:*:photos/a/*", "acs:oss:*:*:other/*"],
      [
        { bucket: "photos", prefix: "a/" },
        { bucket: "other", prefix: "" },
      ],
    ],
  ])("counts for %s", (_, resource, scopes) => {
    expect(read(allow(resource))).toEqual(scopes);
  });

  test("counts for the places of all its statements", () => {
    const statements = ["a", "b"].map((name) => allow(`acs:oss:*:*:photos/${name}/*`).Statement[0]);
    expect(read({ Version: "1", Statement: statements })).toHaveLength(2);
  });

  // Each of these may mean less than what would be understood, so none is.
  test.each<[string, unknown]>([
    ["no object", 1],
    ["no statement", { Version: "1" }],
    ["another version", { ...allow("acs:oss:*:*:photos/*"), Version: "2" }],
    ["an unknown member", { ...allow("acs:oss:*:*:photos/*"), Id: "1" }],
    ["a denial", allow("acs:oss:*:*:photos/*", { Effect: "Deny" })],
    ["a condition", allow("acs:oss:*:*:photos/*", { Condition: { IpAddress: {} } })],
    ["some actions", allow("acs:oss:*:*:photos/*", { Action: ["oss:GetObject"] })],
    ["one action too many", allow("acs:oss:*:*:photos/*", { Action: ["oss:*", "ecs:*"] })],
    ["no resource", allow([])],
    ["a bucket without its objects", allow(["acs:oss:*:*:photos"])],
    ["a bucket beside the objects of another", allow(["acs:oss:*:*:photos", "acs:oss:*:*:other/*"])],
    ["one object", allow(["acs:oss:*:*:photos/a.jpg"])],
    ["a star within a prefix", allow(["acs:oss:*:*:photos/*/a*"])],
    ["some buckets", allow(["acs:oss:*:*:photos-*/*"])],
    ["another service", allow(["acs:ecs:*:*:photos/*"])],
    ["too many places", allow(Array.from({ length: 51 }, (_, i) => `acs:oss:*:*:photos/${i}/*`))],
  ])("with %s is refused", async (_, policy) => {
    await expectFailure("InvalidArgument", () => read(policy));
  });

  test("that is no JSON is refused", async () => {
    await expectFailure("InvalidArgument", () => parseSessionPolicy("{"));
  });
});
