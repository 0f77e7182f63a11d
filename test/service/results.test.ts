import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { Failure } from "../../src/base/failure.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { parseProcess } from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { anonymous, at, contentOf, type House, house, photo, signed } from "./house.js";

const pipelineOf = (process: string) => parseProcess(process).pipeline;

/** A house with the private bucket `shut`, a photograph `a.jpg` and a text `b.txt` in it. */
async function furnished(): Promise<House> {
  const h = house();
  await h.bucket("shut");
  await h.put("shut", "a.jpg", photo);
  await h.put("shut", "b.txt", "no image");
  return h;
}
const source = at("shut", "a.jpg");
const shut = parseBucketName("shut");

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
    new Failure("ImageDamage", { reason: "cut off" }),
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
  ] as const)("bad style content %s is %s at use, in the stage that names it", async (content, code, where) => {
    const { service } = await furnished();
    await service.putStyle(shut, parseStyleName("bad"), content, signed);
    const failure = await expectFailure(code, () =>
      service.prepare(source, pipelineOf("image/rotate,90|style/bad"), signed),
    );
    expect(failure.where).toMatchObject({ ...where, stage: 1 });
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
    Object.assign(h.engine, { fingerprint: "fake 2" });
    etags.push(await etag(h, "style/small"));
    expect(new Set(etags).size).toBe(etags.length);
  });
});

describe("render", () => {
  test("gives the engine the file of exactly that version, and lets go of it", async () => {
    const h = await furnished();
    const preparation = await h.service.prepare(source, pipelineOf("image/resize,w_100"), signed);
    const result = await h.service.render(preparation, signed);
    expect(result).toMatchObject({ kind: "image", width: 100, height: 67, contentType: "image/jpeg" });
    expect(h.engine.jobs[0]?.pipeline).toEqual(preparation.resolved);
    expect(h.store.filesInUse).toBe(0);
    if (result.kind === "image") await result.file.release();
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

describe("saveAs", () => {
  const target = at("shut", "saved.jpg");
  const pipeline = pipelineOf("image/resize,w_100/format,png");

  test("stores the result with its type; the source stays", async () => {
    const h = await furnished();
    const { object, written } = await h.service.saveAs({ source, pipeline, target }, signed);
    expect(written).toBe(true);
    expect(object).toMatchObject({ ...target, contentType: "image/png", acl: "default", metadata: {} });
    expect(await contentOf(h, object)).toBe(`[${JSON.stringify(photo)}]`);
    expect(await contentOf(h, await h.service.getObject(source, signed))).toBe(JSON.stringify(photo));
    expect([h.store.filesInUse, h.engine.resultsInUse]).toEqual([0, 0]);
  });

  test("stores ACL, metadata and disposition as asked, over the source itself too", async () => {
    const h = await furnished();
    const input = { acl: "public-read", metadata: { a: "1" }, contentDisposition: "attachment" } as const;
    const { object } = await h.service.saveAs({ source, pipeline, target: source, ...input }, signed);
    expect(object).toMatchObject({ ...source, ...input });
  });

  test("REPLACE replaces, FAIL fails and SKIP leaves, both without rendering", async () => {
    const h = await furnished();
    const old = await h.put("shut", "saved.jpg", "old");
    const save = (ifExists: "REPLACE" | "FAIL" | "SKIP") =>
      h.service.saveAs({ source, pipeline, target, ifExists }, signed);
    await expectFailure("FileAlreadyExists", () => save("FAIL"));
    expect(await save("SKIP")).toEqual({ object: old, written: false });
    expect(h.engine.jobs).toEqual([]);
    expect((await save("REPLACE")).written).toBe(true);
  });

  test.each(["FAIL", "SKIP"] as const)("%s holds against another writer during the render", async (ifExists) => {
    const h = await furnished();
    const render = h.engine.render.bind(h.engine);
    h.engine.render = async (...args) => {
      await h.put("shut", "saved.jpg", "theirs");
      return render(...args);
    };
    const saving = h.service.saveAs({ source, pipeline, target, ifExists }, signed);
    if (ifExists === "FAIL") await expectFailure("FileAlreadyExists", () => saving);
    else expect(await saving).toMatchObject({ written: false });
    expect(await contentOf(h, await h.service.getObject(target, signed))).toBe("theirs");
    expect(h.engine.resultsInUse).toBe(0);
  });

  test("a missing target bucket is NoSuchBucket with its own sub-code, before any pixel", async () => {
    const h = await furnished();
    const failure = await expectFailure("NoSuchBucket", () =>
      h.service.saveAs({ source, pipeline, target: at("none", "a") }, signed),
    );
    expect(failure.ec).toBe("0015-00000101");
    expect(h.engine.jobs).toEqual([]);
  });

  test.each([
    "image/info",
    "image/resize,w_10/average-hue",
    "image/resize,w_10|image/info",
    "style/ask",
  ])("%s makes nothing to save", async (process) => {
    const h = await furnished();
    await h.service.putStyle(shut, parseStyleName("ask"), "image/info", signed);
    await expectFailure("InvalidArgument", () =>
      h.service.saveAs({ source, pipeline: pipelineOf(process), target }, signed),
    );
  });

  test("anonymous callers save only where they may write, at both ends", async () => {
    const h = await furnished();
    await h.bucket("read", "public-read");
    await h.bucket("write", "public-read-write");
    await h.put("read", "a.jpg", photo);
    await h.put("write", "a.jpg", photo);
    const save = (from: string, to: string) =>
      h.service.saveAs({ source: at(from, "a.jpg"), pipeline, target: at(to, "saved.png") }, anonymous);
    await expectFailure("AccessDenied", () => save("read", "write"));
    await expectFailure("AccessDenied", () => save("write", "read"));
    await expectFailure("AccessDenied", () => save("write", "shut"));
    expect((await save("write", "write")).written).toBe(true);
    const withAcl = { source: at("write", "a.jpg"), pipeline, target: at("write", "b"), acl: "public-read" } as const;
    await expectFailure("AccessDenied", () => h.service.saveAs(withAcl, anonymous));
  });
});

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
