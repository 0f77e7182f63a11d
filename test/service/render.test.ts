import { describe, expect, test } from "vitest";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, pipelineOf, source } from "./furnished.js";
import { photo, signed } from "./house.js";

describe("render", () => {
  test("gives the engine the file of exactly that version, and lets go of it", async () => {
    const h = await furnished();
    const preparation = await h.service.prepare(source, pipelineOf("image/resize,w_100"), signed);
    const result = await h.service.render(preparation, signed);
    expect(result).toMatchObject({ kind: "image", width: 100, height: 67, contentType: "image/jpeg" });
    expect(h.engine.jobs[0]?.pipeline).toEqual(preparation.resolved);
    expect(h.store.filesInUse).toBe(0);
    await result.release();
  });

  test("lets go of the file when the engine fails", async () => {
    const h = await furnished();
    const preparation = await h.service.prepare(source, pipelineOf("image/resize,w_100"), signed);
    const stopped = AbortSignal.abort(new Error("the client left"));
    await expect(h.service.render(preparation, { ...signed, signal: stopped })).rejects.toThrow("the client left");
    expect(h.store.filesInUse).toBe(0);
  });

  test("of a source that was just replaced asks to come again", async () => {
    const h = await furnished();
    const preparation = await h.service.prepare(source, pipelineOf("image/resize,w_100"), signed);
    await h.put("shut", "a.jpg", photo);
    await expectFailure("ServiceUnavailable", () => h.service.render(preparation, signed));
  });
});
