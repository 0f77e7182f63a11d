import { describe, expect, test } from "vitest";
import type { Call } from "../../src/service/service.js";
import { insights } from "../support/fake-engine.js";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { at, photo, signed } from "./house.js";

const accepting = (accept: string): Call => ({ ...signed, accept });

describe("a look at the pixels", () => {
  test("is taken once for each version, and kept with it", async () => {
    const h = await furnished();
    const object = await h.service.getObject(source, signed);
    const seen = await Promise.all([1, 2, 3].map(() => h.service.analyseObject(object, signed)));
    expect(seen).toEqual([insights, insights, insights]);
    const kept = await h.service.getObject(source, signed);
    expect(await h.service.analyseObject(kept, signed)).toEqual(insights);
    expect(await h.service.describeObject(kept, signed)).toEqual({ ...photo, insights });
    expect([h.engine.inspections, h.engine.analyses]).toEqual([1, 1]);

    await h.put("shut", "a.jpg", photo);
    await h.service.analyseObject(await h.service.getObject(source, signed), signed);
    expect([h.engine.inspections, h.engine.analyses]).toEqual([2, 2]);
  });

  test("is not taken of what is no image", async () => {
    const h = await furnished();
    const text = await h.service.getObject(at("shut", "b.txt"), signed);
    await expect(h.service.analyseObject(text, signed)).rejects.toMatchObject({ code: "BadRequest" });
    expect(h.engine.analyses).toBe(0);
  });

  test("comes before planning where a step goes by it, and only there", async () => {
    const h = await furnished();
    const prepare = (process: string) => h.service.prepare(source, pipelineOf(process), signed);
    const plain = await prepare("image/resize,w_100");
    expect(h.engine.analyses).toBe(0);
    const { explanation, etag } = await prepare("image/x-trim,1");
    expect(explanation.plan.out).toMatchObject({ width: 300, height: 200 });
    expect((await prepare("image/x-smart-crop,w_100,h_100")).explanation.plan.out).toMatchObject({ width: 100 });
    expect(h.engine.analyses).toBe(1);
    expect((await prepare("image/x-trim,1")).etag).toBe(etag);
    // What was seen since changes nothing of a result that does not go by it.
    expect((await prepare("image/resize,w_100")).etag).toBe(plain.etag);
  });
});

describe("a format left to the Accept header", () => {
  const auto = pipelineOf("image/resize,w_100/x-auto-format,1");

  test("is written before anything else is decided", async () => {
    const h = await furnished();
    const of = (call: Call) => h.service.prepare(source, auto, call);
    const [own, webp, avif] = await Promise.all([signed, accepting("image/webp"), accepting("image/avif")].map(of));
    expect([own, webp, avif].map((it) => it!.explanation.plan.out.format)).toEqual(["jpg", "webp", "avif"]);
    expect(new Set([own, webp, avif].map((it) => it!.etag)).size).toBe(3);
    expect([own, webp, avif].map((it) => it!.canonical)).toEqual(Array(3).fill("image/resize,w_100/x-auto-format,1"));
    expect([own, webp, avif].every((it) => it!.isNegotiated)).toBe(true);

    const written = await h.service.prepare(source, pipelineOf("image/resize,w_100/format,webp"), signed);
    expect(written).toMatchObject({ etag: webp!.etag, isNegotiated: false });
    const result = await h.service.render(webp!, accepting("image/webp"));
    expect(result).toMatchObject({ format: "webp", contentType: "image/webp" });
    await result.release();
  });

  test.each([
    ["image/format,png/x-auto-format,1", "png", false],
    ["image/format,src/x-auto-format,1", "avif", true],
    ["image/x-auto-format,0", "jpg", false],
    ["image/x-auto-format,1|image/resize,w_10", "jpg", false],
    ["image/resize,w_10|image/x-auto-format,1", "avif", true],
    ["style/open", "avif", true],
  ])("%s", async (process, format, isNegotiated) => {
    const h = await furnished();
    const open = h.service.putStyle(shut, "open" as never, "image/x-auto-format,1", signed);
    await open;
    const preparation = await h.service.prepare(source, pipelineOf(process), accepting("image/avif,image/webp"));
    expect(preparation.isNegotiated).toBe(isNegotiated);
    expect(preparation.explanation.plan.out.format).toBe(format);
  });

  test("is AVIF only as far as it reaches, then WebP, then the source's", async () => {
    const h = await furnished();
    const all = accepting("image/avif,image/webp");
    const formatOf = async (key: string, header: Partial<typeof photo>, process = "image/x-auto-format,1") => {
      await h.put("shut", key, { ...photo, ...header });
      return (await h.service.prepare(at("shut", key), pipelineOf(process), all)).explanation.plan.out;
    };
    expect(await formatOf("wide.jpg", { width: 5000 })).toMatchObject({ format: "webp" });
    expect(await formatOf("wider.jpg", { width: 20_000 })).toMatchObject({ format: "jpg" });
    expect(await formatOf("moving.gif", { format: "gif", frames: 3 })).toMatchObject({ format: "webp", frames: 3 });
    // Only the first frame is left by that step in any format.
    const first = "image/indexcrop,x_10/x-auto-format,1";
    expect(await formatOf("moving.gif", { format: "gif", frames: 3 }, first)).toMatchObject({
      format: "avif",
      frames: 1,
    });
  });

  test("cannot be stored", async () => {
    const h = await furnished();
    const target = at("shut", "c.jpg");
    await expect(h.service.saveAs({ source, pipeline: auto, target }, accepting("image/webp"))).rejects.toMatchObject({
      code: "InvalidArgument",
      where: { action: "x-auto-format" },
    });
    expect(h.engine.jobs).toEqual([]);
  });
});
