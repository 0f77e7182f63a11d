import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { Call } from "../../src/service/service.js";
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

  test("know what they were and who changed them", async () => {
    const { service } = await furnished();
    await service.putStyle(shut, name, "image/resize,w_10", signed);
    const by: Call = { ...signed, caller: { kind: "admin" } };
    await service.writeStyle(shut, name, { content: "image/resize,w_20", over: 1 }, by);
    const versions = await service.listStyleVersions(shut, name, signed);
    expect(versions.map(({ version, changedBy }) => [version, changedBy])).toEqual([
      [2, "admin"],
      [1, "key key"],
    ]);
    expect((await service.getStyleVersion(shut, name, 1, signed)).content).toBe("image/resize,w_10");
    const newest = await expectFailure("NoSuchStyleVersion", () => service.getStyleVersion(shut, name, 3, signed));
    expect(newest.details).toEqual({ style: name, version: 3, newest: 2 });
    const late = () => service.writeStyle(shut, name, { content: "image/info", over: 1 }, signed);
    await expectFailure("StyleChanged", late);
    const none = parseStyleName("none");
    await expectFailure("NoSuchStyle", () => service.getStyleVersion(shut, none, 1, signed));
    await expectFailure("NoSuchStyle", () => service.listStyleVersions(shut, none, signed));
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
      () => service.getStyleVersion(write, name, 1, anonymous),
      () => service.listStyleVersions(write, name, anonymous),
    ])
      await expectFailure("AccessDenied", run);
  });
});
