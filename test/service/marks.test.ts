import { describe, expect, test } from "vitest";
import { parseStyleName } from "../../src/base/style-name.js";
import { encodeBase64Text } from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { anonymous, at, type House, photo, signed } from "./house.js";

const mark = { ...photo, format: "png", width: 80, height: 60, alpha: true } as const;
const draw = (key: string) => `watermark,image_${encodeBase64Text(key)}`;
const prepare = ({ service }: House, process: string, from = source, call = signed) =>
  service.prepare(from, pipelineOf(`image/${process}`), call);

async function withMark(): Promise<House> {
  const h = await furnished();
  await h.put("shut", "m.png", mark);
  return h;
}

describe("a watermark object", () => {
  test("is found, planned and handed to the engine as a file, and let go of", async () => {
    const h = await withMark();
    const preparation = await prepare(h, `resize,w_200/${draw("m.png?x-oss-process=image/resize,P_50")}`);
    expect(preparation.explanation.plan.stages[0]?.steps.at(-1)?.mark?.size).toEqual({ width: 89, height: 67 });
    const result = await h.service.render(preparation, signed);
    const given = h.engine.jobs[0]?.marks.get("m.png");
    expect(given).toMatchObject({ header: mark, byteSize: Buffer.byteLength(JSON.stringify(mark)) });
    expect(h.store.filesInUse).toBe(0);
    await result.release();
  });

  test("is let go of when the engine fails", async () => {
    const h = await withMark();
    const preparation = await prepare(h, draw("m.png"));
    const stopped = { ...signed, signal: AbortSignal.abort(new Error("the client left")) };
    await expect(h.service.render(preparation, stopped)).rejects.toThrow("the client left");
    expect(h.store.filesInUse).toBe(0);
  });

  test.each(["none.png", "/slash", "x".repeat(1024)])("that does not exist is NoSuchKey: %s", async (key) => {
    const failure = await expectFailure("NoSuchKey", async () => prepare(await withMark(), `crop,w_10/${draw(key)}`));
    expect(failure).toMatchObject({
      ec: "0040-00000025",
      details: { bucket: "shut", key },
      where: { stage: 0, step: 1, action: "watermark", item: "image" },
    });
  });

  test("that went since it was found is NoSuchKey too, and the source is let go of", async () => {
    const h = await withMark();
    const preparation = await prepare(h, draw("m.png"));
    await h.store.delete(at("shut", "m.png"), signed.signal);
    const failure = await expectFailure("NoSuchKey", () => h.service.render(preparation, signed));
    expect(failure).toMatchObject({ ec: "0040-00000025", where: { item: "image" } });
    expect(h.store.filesInUse).toBe(0);
  });

  test.each<[string, string | object]>([
    ["no image at all", "some text"],
    ["a GIF", { ...mark, format: "gif" }],
    ["an AVIF", { ...mark, format: "avif" }],
  ])("that is %s is a WatermarkError", async (_, content) => {
    const h = await withMark();
    await h.put("shut", "other", content as string);
    const failure = await expectFailure("WatermarkError", () => prepare(h, draw("other")));
    expect(failure).toMatchObject({ ec: "0040-00000027", where: { step: 0, item: "image" } });
  });

  test("is missed only when its step comes", async () => {
    const h = await withMark();
    await expectFailure("BadRequest", () => prepare(h, `crop,x_9999/${draw("none")}`));
    await expectFailure("NoSuchKey", () => prepare(h, `${draw("none")}/crop,x_9999`));
  });

  test("beside a question is not asked for", async () => {
    expect((await prepare(await withMark(), `${draw("none")}/info`)).marks.size).toBe(0);
  });
});

describe("the right to read it", () => {
  test("is that of its own key", async () => {
    const h = await withMark();
    await h.bucket("open", "public-read");
    await h.put("open", "a.jpg", photo);
    await h.put("open", "public.png", mark);
    await h.put("open", "private.png", mark, "private");
    await h.put("shut", "a-public.jpg", photo, "public-read");
    const open = at("open", "a.jpg");
    expect((await prepare(h, draw("public.png"), open, anonymous)).marks.size).toBe(1);
    const failure = await expectFailure("AccessDenied", () => prepare(h, draw("private.png"), open, anonymous));
    expect(failure.where).toMatchObject({ step: 0, action: "watermark", item: "image" });
    expect((await prepare(h, draw("private.png"), open)).marks.size).toBe(1);
    // Whether it is there or not: a private bucket tells nothing.
    for (const key of ["m.png", "none.png"])
      await expectFailure("AccessDenied", () => prepare(h, draw(key), at("shut", "a-public.jpg"), anonymous));
  });
});

test("its content is part of the result's ETag", async () => {
  const h = await withMark();
  const process = `${draw("m.png")}/${draw("n.png")}`;
  await h.put("shut", "n.png", { ...mark, width: 20 });
  const first = await prepare(h, process);
  expect((await prepare(h, process)).etag).toBe(first.etag);
  await h.put("shut", "n.png", { ...mark, width: 21 });
  const changed = await prepare(h, process);
  expect(changed.etag).not.toBe(first.etag);
  await h.put("shut", "n.png", { ...mark, width: 20 });
  expect((await prepare(h, process)).etag).toBe(first.etag);
  expect([...changed.marks.keys()]).toEqual(["m.png", "n.png"]);
});

test("at most three in a chain, those of its styles counted", async () => {
  const h = await withMark();
  const two = `${draw("m.png")}/${draw("m.png")}`;
  await h.service.putStyle(shut, parseStyleName("two"), `image/${two}`, signed);
  const chain = (rest: string) => h.service.prepare(source, pipelineOf(`style/two|image/${rest}`), signed);
  expect((await chain(draw("m.png"))).marks.size).toBe(1);
  expect(await expectFailure("WatermarkError", () => chain(two))).toMatchObject({ ec: "0040-00000026" });
});
