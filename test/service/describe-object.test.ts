import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, source } from "./furnished.js";
import { at, photo, signed } from "./house.js";

describe("describeObject", () => {
  test("reads a header once and keeps it with the object", async () => {
    const { service, engine, store } = await furnished();
    const object = await service.getObject(source, signed);
    expect(await service.describeObject(object, signed)).toEqual(photo);
    const again = await service.getObject(source, signed);
    expect(again.inspection).toEqual({ state: "image", header: photo });
    expect(await service.describeObject(again, signed)).toEqual(photo);
    expect(engine.inspections).toBe(1);
    expect(store.filesInUse).toBe(0);
  });

  test("keeps that an object is no image", async () => {
    const { service, engine } = await furnished();
    for (const _ of [1, 2]) {
      const object = await service.getObject(at("shut", "b.txt"), signed);
      const failure = await expectFailure("BadRequest", () => service.describeObject(object, signed));
      expect(failure.ec).toBe("0040-00000005");
    }
    expect(engine.inspections).toBe(1);
  });

  test.each([
    new Failure("DeadlineExceeded", { limitMs: 1 }),
    new Failure("ServiceUnavailable", { reason: "busy", retryAfterSeconds: 1 }),
    new TypeError("a bug"),
  ])("keeps nothing of $message", async (error) => {
    const { service, engine, store } = await furnished();
    engine.failNextInspection(error);
    const object = await service.getObject(source, signed);
    await expect(service.describeObject(object, signed)).rejects.toBe(error);
    expect((await service.getObject(source, signed)).inspection).toBeUndefined();
    expect(await service.describeObject(object, signed)).toEqual(photo);
    expect(store.filesInUse).toBe(0);
  });

  test.each([
    new Failure("ImageDamage", { reason: "cut off" }),
    new Failure("ImageTooLarge", { what: "the source", got: "9", limit: "8" }),
  ])("keeps that the file could not be read, so that it is found, and reads it again: $message", async (error) => {
    const { service, engine } = await furnished();
    engine.failNextInspection(error);
    await expect(service.describeObject(await service.getObject(source, signed), signed)).rejects.toBe(error);
    const object = await service.getObject(source, signed);
    expect(object.inspection).toEqual({ state: "unreadable", code: error.code });
    expect(await service.describeObject(object, signed)).toEqual(photo);
    expect((await service.getObject(source, signed)).inspection).toEqual({ state: "image", header: photo });
  });

  test("answers although the catalog cannot keep it", async () => {
    const h = await furnished();
    h.store.keepInspection = async () => {
      throw new Error("disk full");
    };
    const object = await h.service.getObject(source, signed);
    expect(await h.service.describeObject(object, signed)).toEqual(photo);
    expect(h.warnings).toEqual(["inspection not kept"]);
  });
});
