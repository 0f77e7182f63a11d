import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseStyleName } from "../../src/base/style-name.js";
import { engineChoice, type ImagePipeline, printPipeline } from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { at, contentOf, photo, signed } from "./house.js";

describe("the choice of an engine", () => {
  test.each([
    ["style/small|image/x-engine,any", "image/resize,w_90/x-engine,any"],
    ["image/x-engine,any|style/small", "image/resize,w_90/x-engine,any"],
    ["style/here|image/x-engine,any", "image/resize,w_80/x-engine,any"],
    ["image/x-engine,any|style/here", "image/resize,w_80/x-engine,local"],
    ["style/small|image/x-engine,local|image/rotate,90", "image/resize,w_90/x-engine,local|image/rotate,90"],
    ["image/x-engine,any|image/x-engine,local", "image/x-engine,local"],
  ])("makes no picture of its own in %s", async (process, resolved) => {
    const h = await furnished();
    await h.service.putStyle(shut, parseStyleName("small"), "image/resize,w_90", signed);
    await h.service.putStyle(shut, parseStyleName("here"), "image/resize,w_80/x-engine,local", signed);
    const preparation = await h.service.prepare(source, pipelineOf(process), signed);
    expect(printPipeline(preparation.resolved)).toBe(resolved);
  });

  test("is no part of a result's identity, the engine that it leads to is", async () => {
    const h = await furnished();
    const etagOf = async (process: string) => (await h.service.prepare(source, pipelineOf(process), signed)).etag;
    const plain = await etagOf("image/resize,w_90");
    expect(await etagOf("image/resize,w_90/x-engine,any")).toBe(plain);
    h.engine.fingerprintOf = (pipeline: ImagePipeline) => `fake ${engineChoice(pipeline)}`;
    expect(await etagOf("image/resize,w_90/x-engine,any")).not.toBe(await etagOf("image/resize,w_90"));
  });

  test("goes along when pixels are looked at for a step", async () => {
    const h = await furnished();
    const choices: unknown[] = [];
    const { analyse } = h.engine;
    h.engine.analyse = (...given) => {
      choices.push(given[3]);
      return analyse(...given);
    };
    await h.service.prepare(source, pipelineOf("image/x-trim,1/x-engine,any"), signed);
    expect(choices).toEqual(["any"]);
  });
});

describe("an engine that saves within the store", () => {
  const target = at("shut", "saved.jpg");
  const pipeline = pipelineOf("image/resize,w_100");

  async function saving(does: boolean) {
    const h = await furnished();
    const asked: unknown[] = [];
    h.engine.save = async (job, to) => {
      asked.push(to);
      if (does)
        await h.store.put(to, Readable.from([`by itself of ${job.source.object?.key}`]), headers, signed.signal);
      return does;
    };
    return { ...h, h, asked };
  }
  const headers = { contentType: "image/jpeg", metadata: {} };

  test("does where nothing but replacing is asked, and no source is opened", async () => {
    const { h, service, asked, engine } = await saving(true);
    const saved = await service.saveAs({ source, pipeline, target }, signed);
    expect([saved.written, await contentOf(h, saved.object)]).toEqual([true, "by itself of a.jpg"]);
    expect([asked, engine.jobs]).toEqual([[target], []]);
  });

  test.each([
    { ifExists: "FAIL" },
    { ifExists: "SKIP" },
    { acl: "private" },
    { metadata: { a: "b" } },
    { contentDisposition: "inline" },
  ] as const)("is not asked with %j", async (more) => {
    const { h, service, asked } = await saving(true);
    const { object } = await service.saveAs({ source, pipeline, target, ...more }, signed);
    expect([asked, await contentOf(h, object)]).toEqual([[], `[${JSON.stringify(photo)}]`]);
  });

  test("that cannot leaves it to rendering and putting", async () => {
    const { h, service, asked } = await saving(false);
    const { object } = await service.saveAs({ source, pipeline, target }, signed);
    expect([asked.length, await contentOf(h, object)]).toEqual([1, `[${JSON.stringify(photo)}]`]);
  });

  test("whose object is gone at once has not saved", async () => {
    const { h, service } = await saving(true);
    h.engine.save = async () => true;
    await expectFailure("ServiceUnavailable", () => service.saveAs({ source, pipeline, target }, signed));
  });
});
