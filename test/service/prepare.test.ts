import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { anonymous, at, type House, photo, signed } from "./house.js";

describe("prepare", () => {
  test("plans without rendering", async () => {
    const { service, engine } = await furnished();
    const { explanation, canonical, etag, header } = await service.prepare(
      source,
      pipelineOf("image/resize,limit_1,w_100/quality,q_80"),
      signed,
    );
    expect(explanation.plan.out).toMatchObject({ width: 100, height: 67, format: "jpg" });
    expect(canonical).toBe("image/resize,w_100/quality,q_80");
    expect(etag).toMatch(/^[0-9A-F]{32}$/);
    expect(header).toEqual(photo);
    expect(engine.jobs).toEqual([]);
  });

  /** The first failing check gives the answer. Source: specification §2. */
  test("checks in order: right, style, object, image, plan", async () => {
    const { service, bucket, put } = await furnished();
    await bucket("open", "public-read");
    await put("open", "b.txt", "no image");
    const style = pipelineOf("style/none");
    const outside = pipelineOf("image/crop,x_9999");
    await expectFailure("NoSuchBucket", () => service.prepare(at("none", "a"), style, anonymous));
    await expectFailure("AccessDenied", () => service.prepare(at("shut", "none"), style, anonymous));
    await expectFailure("NoSuchStyle", () => service.prepare(at("open", "none"), style, anonymous));
    const missing = await expectFailure("NoSuchKey", () => service.prepare(at("open", "none"), outside, anonymous));
    expect(missing.ec).toBe("0040-00000024");
    await expectFailure("BadRequest", () => service.prepare(at("open", "b.txt"), outside, anonymous));
    const planned = await expectFailure("BadRequest", () => service.prepare(source, outside, signed));
    expect(planned.where).toMatchObject({ stage: 0, step: 0, action: "crop" });
  });

  test("styles are read for whoever may read the object", async () => {
    const { service, bucket, put } = await furnished();
    await bucket("open", "public-read");
    await put("open", "a.jpg", photo);
    const open = parseBucketName("open");
    await service.putStyle(open, parseStyleName("small"), "image/resize,w_40|image/format,png", signed);
    const prepared = await service.prepare(
      at("open", "a.jpg"),
      pipelineOf("image/resize,w_80|style/small|image/rotate,90"),
      anonymous,
    );
    expect(prepared.canonical).toBe("image/resize,w_80|style/small|image/rotate,90");
    expect(prepared.resolved.stages).toHaveLength(4);
    expect(prepared.explanation.plan.out).toMatchObject({ width: 27, height: 40, format: "png" });
  });

  test.each([
    ["style/other", "InvalidArgument", {}],
    ["image/resize,w_10|sys/saveas,o_YQ", "InvalidArgument", {}],
    ["image/resize,w_0", "InvalidArgument", { step: 0, action: "resize", item: "w" }],
    ["image/crop,x_1/rotate", "MissingArgument", { step: 1, action: "rotate" }],
    ["small", "InvalidArgument", {}],
    ["image/resize,w_9/crop,x_400", "BadRequest", { step: 1, action: "crop", item: "x" }],
    ["image/resize,w_9|image/rotate,90|image/crop,x_400", "BadRequest", { step: 0, action: "crop", item: "x" }],
  ] as const)("bad style content %s is %s at use, in the stage that names it", async (content, code, where) => {
    const { service } = await furnished();
    await service.putStyle(shut, parseStyleName("bad"), content, signed);
    const failure = await expectFailure(code, () =>
      service.prepare(source, pipelineOf("image/rotate,90|style/bad"), signed),
    );
    expect(failure.where).toMatchObject({ ...where, stage: 1 });
  });

  test("behind a style of several stages the written ones are counted", async () => {
    const { service } = await furnished();
    await service.putStyle(shut, parseStyleName("three"), "image/rotate,90|image/rotate,90|image/rotate,90", signed);
    const failure = await expectFailure("BadRequest", () =>
      service.prepare(source, pipelineOf("style/three|image/crop,x_400"), signed),
    );
    expect(failure.where).toMatchObject({ stage: 1, action: "crop" });
    await service.putStyle(shut, parseStyleName("ask"), "image/rotate,90|image/info", signed);
    const question = await expectFailure("InvalidArgument", () =>
      service.saveAs({ source, pipeline: pipelineOf("style/three|style/ask"), target: at("shut", "saved") }, signed),
    );
    expect(question.where).toEqual({ stage: 1, style: "ask", action: "info" });
  });

  test("a style's name with a further action is no style", async () => {
    const { service } = await furnished();
    await service.putStyle(shut, parseStyleName("small"), "image/resize,w_40", signed);
    await expectFailure("NoSuchStyle", () => service.prepare(source, pipelineOf("style/small/rotate,90"), signed));
  });
});

describe("the ETag of a result", () => {
  const etag = async ({ service }: House, process: string, from = source) =>
    (await service.prepare(from, pipelineOf(process), signed)).etag;

  test("is equal for equal bytes and equal pipelines, however they are written and wherever they are", async () => {
    const h = await furnished();
    await h.put("shut", "copy.jpg", photo);
    const first = await etag(h, "image/resize,w_100");
    expect(await etag(h, "image/resize,m_lfit,w_100,limit_1")).toBe(first);
    expect(await etag(h, "image/resize,w_100", at("shut", "copy.jpg"))).toBe(first);
  });

  test("changes with the bytes, the pipeline, a style's content and the engine", async () => {
    const h = await furnished();
    const style = parseStyleName("small");
    await h.service.putStyle(shut, style, "image/resize,w_100", signed);
    const etags = [await etag(h, "style/small"), await etag(h, "image/resize,w_101")];
    await h.service.putStyle(shut, style, "image/resize,w_102", signed);
    etags.push(await etag(h, "style/small"));
    await h.put("shut", "a.jpg", { ...photo, quality: 90 });
    etags.push(await etag(h, "style/small"));
    h.engine.fingerprintOf = () => "fake 2";
    etags.push(await etag(h, "style/small"));
    expect(new Set(etags).size).toBe(etags.length);
  });
});
