import { describe, expect, test } from "vitest";
import { engineByChoice } from "../../src/engine/engine-by-choice.js";
import { type Header, type ImagePipeline, parseProcess } from "../../src/pipeline/index.js";
import type { Engine, EngineName, RenderJob, Source } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";
import { fakeEngine, insights } from "../support/fake-engine.js";

const { signal } = new AbortController();
const header: Header = { format: "jpg", width: 400, height: 267, orientation: 1, frames: 1, alpha: false, byteSize: 9 };
const source: Source = { byteSize: 9, open: async () => ({ path: "/dev/null", release: async () => {} }) };
const pipelineOf = (process: string) => parseProcess(process).pipeline as ImagePipeline;
const jobOf = (process: string): RenderJob => ({ source, header, pipeline: pipelineOf(process), marks: new Map() });

/** An engine that lacks things, and notes what it was given. */
function lacking(
  name: EngineName,
  unsupported: readonly string[],
  given: string[],
  more: Partial<Engine> = {},
): Engine {
  const engine = fakeEngine();
  const note = (what: string) => void given.push(`${name} ${what}`);
  return {
    ...engine,
    name,
    fingerprintOf: () => `${name} 1`,
    capabilities: {
      ...engine.capabilities,
      unsupported,
      analyses: name === "local",
      formats: [{ format: "heic", decode: true, encode: name === "oss" }],
    },
    async analyse() {
      note("analyse");
      return insights;
    },
    async render() {
      note("render");
      return {
        kind: "document",
        json: "{}",
        timings: { planMs: 0, queueMs: 0, sourceMs: 0, renderMs: 0, encodeMs: 0 },
      };
    },
    ...more,
  };
}

function house(configured: EngineName = "oss") {
  const given: string[] = [];
  const local = lacking("local", [], given);
  const oss = lacking("oss", ["x-trim", "resize.m"], given, {
    async save() {
      given.push("oss save");
      return true;
    },
  });
  return { given, engine: engineByChoice({ configured, engines: [local, oss] }) };
}

describe("who runs a pipeline", () => {
  test.each([
    ["oss", "image/resize,w_10", "oss"],
    ["oss", "image/resize,w_10/x-engine,configured", "oss"],
    ["oss", "image/resize,w_10/x-engine,any", "oss"],
    ["oss", "image/resize,w_10/x-engine,local", "local"],
    ["oss", "image/x-trim,1/x-engine,any", "local"],
    ["oss", "image/resize,w_10,m_fill/x-engine,any", "local"],
    ["oss", "image/x-engine,local|image/resize,w_10/x-engine,oss", "oss"],
    ["local", "image/x-trim,1", "local"],
    ["local", "image/resize,w_10/x-engine,oss", "oss"],
    ["local", "image/format,heic/x-engine,any", "oss"],
    ["local", "image/resize,w_10/x-engine,any", "local"],
  ] as const)("configured %s: %s is run by %s", async (configured, process, who) => {
    const { engine, given } = house(configured);
    await engine.render(jobOf(process), signal);
    expect(given).toEqual([`${who} render`]);
    expect(engine.fingerprintOf(pipelineOf(process))).toBe(`${who} 1`);
  });

  test.each([
    ["image/resize,w_10|image/resize,w_9/x-trim,1", { stage: 1, step: 1, action: "x-trim", item: "" }],
    ["image/resize,w_10,m_fill", { stage: 0, step: 0, action: "resize", item: "m" }],
    ["image/x-trim,1/x-engine,oss", { stage: 0, step: 0, action: "x-trim", item: "" }],
  ])("%s is refused before an engine hears of it", async (process, where) => {
    const { engine, given } = house();
    for (const ask of [
      () => engine.fingerprintOf(pipelineOf(process)),
      () => engine.explain(pipelineOf(process), header, () => header),
      () => engine.render(jobOf(process), signal),
      () => engine.save?.(jobOf(process), {} as never, signal),
    ])
      expect((await expectFailure("NotImplemented", ask)).where).toEqual(where);
    expect(given).toEqual([]);
  });

  test("an engine that this gateway does not have is said to be none of its", async () => {
    const engine = engineByChoice({ configured: "local", engines: [lacking("local", [], [])] });
    const failure = await expectFailure("InvalidArgument", () =>
      engine.fingerprintOf(pipelineOf("image/resize,w_1/x-engine,oss")),
    );
    expect(failure.where).toEqual({ action: "x-engine", item: "" });
    expect(failure.message).toContain("local, configured or any");
    expect(engine.fingerprintOf(pipelineOf("image/resize,w_1/x-engine,any"))).toBe("local 1");
  });
});

test("looking at pixels is the configured engine's, unless another is asked for", async () => {
  const { engine, given } = house();
  await engine.analyse(source, header, signal);
  await engine.analyse(source, header, signal, "any");
  await engine.analyse(source, header, signal, "local");
  expect(given).toEqual(["oss analyse", "local analyse", "local analyse"]);
});

test("one that does not close keeps no other from it, and is told of when all have ended", async () => {
  const given: string[] = [];
  const broken = lacking("local", [], given, { close: () => Promise.reject(new Error("stuck")) });
  const slow = lacking("oss", [], given, {
    async close() {
      await new Promise((resolve) => setImmediate(resolve));
      given.push("oss closed");
    },
  });
  const engine = engineByChoice({ configured: "local", engines: [broken, slow] });
  await expect(engine.close()).rejects.toMatchObject({ errors: [new Error("stuck")] });
  expect(given).toEqual(["oss closed"]);
});

test("only an engine that saves within the store does", async () => {
  const { engine, given } = house();
  expect(await engine.save?.(jobOf("image/resize,w_10"), {} as never, signal)).toBe(true);
  expect(await engine.save?.(jobOf("image/resize,w_10/x-engine,local"), {} as never, signal)).toBe(false);
  expect(given).toEqual(["oss save"]);
});
