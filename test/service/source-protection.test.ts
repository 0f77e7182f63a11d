import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import type { ProtectionRule } from "../../src/service/ports.js";
import { isProtected, parseProtectionRule } from "../../src/service/rights/source-protection.js";
import { expectFailure } from "../support/expect-failure.js";
import { anonymous, at, house, photo, signed } from "./house.js";

describe("a rule", () => {
  test.each<[ProtectionRule[], string, boolean]>([
    [[], "a.jpg", false],
    [[{}], "a.jpg", true],
    [[{ prefix: "" }], "a.jpg", true],
    [[{ prefix: "raw/" }], "raw/a", true],
    [[{ prefix: "raw/" }], "Raw/a", false],
    [[{ prefix: "raw/" }], "x/raw/a", false],
    [[{ suffix: "_raw.jpg" }], "a_raw.jpg", true],
    [[{ suffix: "_raw.jpg" }], "a_raw.JPG", false],
    [[{ extensions: ["jpg", "png"] }], "a.png", true],
    [[{ extensions: ["jpg"] }], "a.jpeg", false],
    [[{ extensions: ["jpg"] }], "jpg", false],
    [[{ extensions: ["jpg"] }], "a.jpg/b", false],
    [[{ extensions: ["jpg"] }], ".jpg", true],
    [[{ extensions: ["gz"] }], "a.tar.gz", true],
    [[{ extensions: ["jpg"] }], "a.JPG", false],
    [[{ extensions: ["jpg"], caseInsensitive: true }], "a.JPG", true],
    [[{ extensions: ["JPG"], caseInsensitive: true }], "a.jpg", true],
    [[{ prefix: "RAW/", caseInsensitive: true }], "raw/a", false],
    // All conditions of a rule, any of the rules.
    [[{ prefix: "raw/", extensions: ["jpg"] }], "raw/a.jpg", true],
    [[{ prefix: "raw/", extensions: ["jpg"] }], "raw/a.png", false],
    [[{ prefix: "raw/", extensions: ["jpg"] }], "a.jpg", false],
    [[{ prefix: "raw/", suffix: "x" }, { extensions: ["png"] }], "a.png", true],
    [[{ prefix: "原图/" }], "原图/一", true],
  ])("%j covers %j: %s", (rules, key, covered) => {
    expect(isProtected(key, rules)).toBe(covered);
  });

  test("is read without what was left out", () => {
    expect(parseProtectionRule({ prefix: null, suffix: "b", caseInsensitive: false })).toStrictEqual({ suffix: "b" });
    expect(parseProtectionRule({ prefix: "" })).toStrictEqual({ prefix: "" });
    const rule = { prefix: "a", suffix: "b", extensions: ["jpg"], caseInsensitive: true };
    expect(parseProtectionRule({ ...rule, extensions: ["jpg", "jpg"] })).toStrictEqual(rule);
  });

  test.each([
    ["suffix", { suffix: "" }],
    ["prefix", { prefix: "图".repeat(342) }],
    ["extensions", { extensions: [] }],
    ["extensions", { extensions: ["jpg", ".png"] }],
    ["extensions", { extensions: ["jpg", ""] }],
    ["extensions", { extensions: ["a/b"] }],
    ["extensions", { extensions: Array.from({ length: 51 }, (_, i) => String(i)) }],
  ])("with a bad %s is refused", async (name, rule) => {
    const { details } = await expectFailure("InvalidArgument", async () => parseProtectionRule(rule));
    expect(details.name).toBe(name);
  });

  test.each([
    {},
    { caseInsensitive: true },
    { prefix: null, suffix: null, extensions: null },
  ])("without a condition is refused: %j", async (rule) => {
    await expectFailure("MissingArgument", async () => parseProtectionRule(rule));
  });
});

describe("a protected object", () => {
  async function gallery() {
    const made = house();
    await made.bucket("open", "public-read");
    const object = await made.put("open", "a.jpg", photo);
    await made.service.updateBucket(parseBucketName("open"), { sourceProtection: [{}] }, signed);
    return { ...made, object };
  }
  const source = at("open", "a.jpg");

  test("has a record that anonymous callers may see, and nothing of the picture", async () => {
    const { service, object } = await gallery();
    expect(await service.viewObject(source, anonymous)).toEqual(object);
    for (const run of [
      () => service.getObject(source, anonymous),
      () => service.analyseObject(object, anonymous),
      () => service.authorizeRead(source, "image/info", anonymous),
      () => service.signUrl(source, {}, anonymous),
      () => service.signUrl(source, { process: "image/info" }, anonymous),
      () => service.signUrl(source, { process: "image/info|style/small" }, anonymous),
    ])
      expect((await expectFailure("AccessDenied", run)).ec).toBe("0040-00000031");
  });

  test("is signed for and read through a style", async () => {
    const { service } = await gallery();
    await service.authorizeRead(source, "style/small", anonymous);
    const { url } = await service.signUrl(source, { process: "style/small" }, anonymous);
    expect(url).toContain("style/small");
  });

  test("is no secret to a key", async () => {
    const { service, object } = await gallery();
    expect(await service.getObject(source, signed)).toEqual(object);
    await service.analyseObject(object, signed);
    await service.signUrl(source, {}, signed);
  });

  test("that is not there is not told from one that is", async () => {
    const { service } = await gallery();
    const failure = await expectFailure("AccessDenied", () => service.getObject(at("open", "none"), anonymous));
    expect(failure.ec).toBe("0040-00000031");
  });
});
