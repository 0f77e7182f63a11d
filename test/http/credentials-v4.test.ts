import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCredential, parseTimestamp } from "../../src/http/credentials-v4.js";
import { expectFailure } from "../support/expect-failure.js";
import { seed } from "../support/seed.js";

const scopeOf = (day: string) => ({ day, region: "cn-hangzhou", product: "oss" });

test("a time is read back to the second, in both forms that clients write", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("1971-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }), (date) => {
      const seconds = Math.floor(date.getTime() / 1000) * 1000;
      const basic = new Date(seconds).toISOString().replace(/[-:]|\.\d+/g, "");
      const scope = scopeOf(basic.slice(0, 8));
      expect(parseTimestamp(basic, scope)).toBe(seconds);
      expect(parseTimestamp(new Date(seconds).toUTCString(), scope)).toBe(seconds);
    }),
    { seed },
  );
});

test.each([
  "20260022T080000Z",
  "20261322T080000Z",
  "20261100T080000Z",
  "20261132T080000Z",
  "20261122T240000Z",
  "20261122T086000Z",
  "20261122T080060Z",
  "20261122T08000Z0",
  "2026112T0800000Z",
  "20261122t080000z",
  "20261122T0800Z",
  "2026-11-22T08:00:00Z",
  "",
])("%j is no time", async (text) => {
  await expectFailure("AccessDenied", async () => parseTimestamp(text, scopeOf("20261122")));
});

test("the scope is of the same day", async () => {
  await expectFailure("InvalidArgument", async () => parseTimestamp("20261122T080000Z", scopeOf("20261121")));
});

test.each([
  ["AKID/20261122/cn-hangzhou/oss/aliyun_v4_request", "cn-hangzhou", "oss"],
  ["AKID/20261122//oss-cloudbox/aliyun_v4_request", "", "oss-cloudbox"],
  [`AKID/20261122/${"r".repeat(64)}/oss/aliyun_v4_request`, "r".repeat(64), "oss"],
])("%s is a credential", (text, region, product) => {
  expect(parseCredential(text)).toEqual({ accessKeyId: "AKID", scope: { day: "20261122", region, product } });
});

test.each([
  "/20261122/r/oss/aliyun_v4_request",
  "A KID/20261122/r/oss/aliyun_v4_request",
  "AKID/2026112/r/oss/aliyun_v4_request",
  "AKID/202611220/r/oss/aliyun_v4_request",
  "AKID/20261122/r r/oss/aliyun_v4_request",
  "AKID/20261122/cn/r/oss/aliyun_v4_request",
  `AKID/20261122/${"r".repeat(65)}/oss/aliyun_v4_request`,
  "AKID/20261122/r/s3/aliyun_v4_request",
  "AKID/20261122/r/oss/aws4_request",
  "AKID/20261122/r/oss/aliyun_v4_request/",
  "AKID/20261122/r/oss/aliyun_v4_request\n",
  "AKID/20261122/r/oss",
  "",
  undefined,
])("%j is none", async (text) => {
  await expectFailure("InvalidArgument", async () => parseCredential(text));
});
