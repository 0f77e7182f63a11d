import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, shut } from "./furnished.js";
import { anonymous, house, signed } from "./house.js";

describe("styles", () => {
  const name = parseStyleName("small");

  test("are put, read, listed and deleted", async () => {
    const { service } = await furnished();
    await service.putStyle(shut, name, "image/resize,w_10", signed);
    await service.putStyle(shut, name, "image/resize,w_20", signed);
    expect((await service.getStyle(shut, name, signed)).content).toBe("image/resize,w_20");
    expect(await service.listStyles(shut, signed)).toHaveLength(1);
    expect(await service.deleteStyle(shut, name, signed)).toBe(true);
    expect(await service.deleteStyle(shut, name, signed)).toBe(false);
    await expectFailure("NoSuchStyle", () => service.getStyle(shut, name, signed));
  });

  test.each([
    "",
    "  ",
    "image/resize;w_1",
    "image/(",
    "image/)",
    "image/'",
    "image/*",
    "image/?",
  ])("content %j is refused", async (content) => {
    const { service } = await furnished();
    const failure = await expectFailure("BadRequest", () => service.putStyle(shut, name, content, signed));
    expect(failure.ec).toBe("0017-00000253");
  });

  test("need a key", async () => {
    const { service, bucket } = house();
    await bucket("write", "public-read-write");
    const write = parseBucketName("write");
    for (const run of [
      () => service.putStyle(write, name, "image/info", anonymous),
      () => service.getStyle(write, name, anonymous),
      () => service.listStyles(write, anonymous),
      () => service.deleteStyle(write, name, anonymous),
    ])
      await expectFailure("AccessDenied", run);
  });
});
