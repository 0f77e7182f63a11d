import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { silentLog } from "../../src/base/log.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { DiskResults } from "../../src/cache/index.js";
import type { DocumentResult, ImageResult } from "../../src/service/service.js";
import { furnished, pipelineOf, shut, source } from "./furnished.js";
import { at, type House, photo, signed } from "./house.js";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 9 });
});

/** A furnished house that keeps results, and where it does. */
async function keeping(): Promise<House & { readonly folder: string; readonly states: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-results-"));
  folders.push(folder);
  const results = new DiskResults({ folder, maxBytes: 1e9, clock: Date, log: silentLog });
  const states: string[] = [];
  return { ...(await furnished({ results, onResult: (state) => void states.push(state) })), folder, states };
}

type Ask = { process?: string; key?: string; signal?: AbortSignal };

async function ask(
  { service }: House,
  { process = "image/resize,w_100", key = "a.jpg", signal = new AbortController().signal }: Ask = {},
): Promise<ImageResult | DocumentResult> {
  const call = { ...signed, signal };
  return service.render(await service.prepare(at("shut", key), pipelineOf(process), call), call);
}

/** The bytes of a result, which is let go of. */
async function read(result: ImageResult | DocumentResult): Promise<string> {
  const content = result.kind === "image" ? await text(result.open()) : result.json;
  await result.release();
  return content;
}

/** Makes the engine wait before each render until it is let go on. */
function hold({ engine }: House) {
  const render = engine.render.bind(engine);
  const signals: AbortSignal[] = [];
  let go = () => {};
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  let began = () => {};
  const begun = new Promise<void>((resolve) => {
    began = resolve;
  });
  engine.render = async (job, signal) => {
    signals.push(signal);
    began();
    await gone;
    return render(job, signal);
  };
  return { signals, go, begun };
}

describe("a result", () => {
  test("is rendered once and then kept", async () => {
    const h = await keeping();
    const [first, second] = [await ask(h), await ask(h)];
    expect([first.cache, second.cache, second.timings]).toEqual(["miss", "hit", undefined]);
    expect(second).toMatchObject({ kind: "image", width: 100, height: 67, contentType: "image/jpeg", frames: 1 });
    expect(await read(second)).toBe(await read(first));
    expect([h.engine.jobs.length, h.engine.resultsInUse, h.store.filesInUse]).toEqual([1, 0, 0]);
    expect(h.states).toEqual(["miss", "hit"]);
  });

  test("of a question is kept too", async () => {
    const h = await keeping();
    const asked = [await ask(h, { process: "image/info" }), await ask(h, { process: "image/info" })];
    expect(asked.map(({ cache }) => cache)).toEqual(["miss", "hit"]);
    expect(await Promise.all(asked.map(read))).toEqual(['{"query":"info"}', '{"query":"info"}']);
  });

  test("is rendered each time where nothing is kept", async () => {
    const h = await furnished();
    for (const _ of [1, 2]) {
      const result = await ask(h);
      expect([result.cache, h.engine.resultsInUse]).toEqual(["off", 1]);
      await read(result);
    }
    expect([h.engine.jobs.length, h.engine.resultsInUse]).toEqual([2, 0]);
  });

  test("is another one for another source, pipeline or style, and the same one for equal bytes", async () => {
    const h = await keeping();
    const style = parseStyleName("small");
    await h.service.putStyle(shut, style, "image/resize,w_100", signed);
    await h.put("shut", "copy.jpg", photo);
    const states = async (...asks: Ask[]) => {
      const all = [];
      for (const each of asks) {
        const result = await ask(h, each);
        all.push(result.cache);
        await result.release();
      }
      return all;
    };
    expect(
      await states({}, { process: "style/small" }, { key: "copy.jpg" }, { process: "image/resize,w_101" }),
    ).toEqual(["miss", "hit", "hit", "miss"]);
    await h.service.putStyle(shut, style, "image/resize,w_102", signed);
    expect(await states({ process: "style/small" })).toEqual(["miss"]);
    await h.put("shut", "a.jpg", { ...photo, quality: 90 });
    expect(await states({})).toEqual(["miss"]);
  });

  test("can be read in parts, several times, and after its file is gone", async () => {
    const h = await keeping();
    const result = await ask(h);
    if (result.kind !== "image") throw new Error("no image came");
    await rm(h.folder, { recursive: true, maxRetries: 9 });
    const whole = await text(result.open());
    expect(await text(result.open({ start: 1, end: 4 }))).toBe(whole.slice(1, 5));
    expect(await read(result)).toBe(whole);
    const again = await ask(h);
    expect([again.cache, await read(again)]).toEqual(["miss", whole]);
  });

  test("that is saved is taken from what was kept, and kept for others", async () => {
    const h = await keeping();
    await read(await ask(h));
    const save = (process: string, key: string) =>
      h.service.saveAs({ source, pipeline: pipelineOf(process), target: at("shut", key) }, signed);
    expect((await save("image/resize,w_100", "saved.jpg")).story).toEqual({ cache: "hit" });
    expect((await save("image/resize,w_50", "other.jpg")).story?.cache).toBe("miss");
    const kept = await ask(h, { process: "image/resize,w_50" });
    expect([kept.cache, await read(kept)]).toEqual(["hit", `[${JSON.stringify(photo)}]`]);
    expect(h.engine.jobs).toHaveLength(2);
  });

  test("is announced by `cacheState`", async () => {
    const [h, off] = [await keeping(), await furnished()];
    const state = async ({ service }: House) =>
      service.cacheState(await service.prepare(source, pipelineOf("image/resize,w_100"), signed));
    expect([await state(h), await state(off)]).toEqual(["miss", "off"]);
    await read(await ask(h));
    expect(await state(h)).toBe("hit");
  });
});

describe.each([
  ["with a cache", keeping],
  ["without one", furnished as () => Promise<House>],
])("equal requests at one time, %s", (_, open) => {
  test("a thousand are one render", async () => {
    const h = await open();
    const { go, begun } = hold(h);
    const asked = Array.from({ length: 1000 }, () => ask(h));
    await begun;
    go();
    const contents = await Promise.all(asked.map(async (each) => read(await each)));
    expect(new Set(contents)).toEqual(new Set([`[${JSON.stringify(photo)}]`]));
    expect([h.engine.jobs.length, h.engine.resultsInUse, h.store.filesInUse]).toEqual([1, 0, 0]);
    expect(h.engine.inspections).toBe(1);
  });

  test("all but the first say that they shared", async () => {
    const h = await open();
    const asked = await Promise.all([ask(h), ask(h), ask(h)]);
    expect(asked.map(({ cache }) => cache).filter((cache) => cache === "shared")).toHaveLength(2);
    await Promise.all(asked.map(read));
  });

  test("a failure is everybody's, and the next one tries again", async () => {
    const h = await open();
    const render = h.engine.render;
    h.engine.render = async () => {
      throw new Failure("ImageDamage", { reason: "torn" });
    };
    const settled = await Promise.allSettled([ask(h), ask(h)]);
    expect(settled.map((each) => each.status === "rejected" && (each.reason as Failure).code)).toEqual([
      "ImageDamage",
      "ImageDamage",
    ]);
    h.engine.render = render;
    expect(await read(await ask(h))).toBe(`[${JSON.stringify(photo)}]`);
    expect([h.engine.resultsInUse, h.store.filesInUse]).toEqual([0, 0]);
  });

  test("the work ends when the last one has left, and not before", async () => {
    const h = await open();
    const { signals, begun, go } = hold(h);
    const [one, two] = [new AbortController(), new AbortController()];
    const preparation = await h.service.prepare(at("shut", "a.jpg"), pipelineOf("image/resize,w_100"), signed);
    const asked = Promise.allSettled(
      [one, two].map(({ signal }) => h.service.render(preparation, { ...signed, signal })),
    );
    await begun;
    one.abort(new Error("one left"));
    expect(signals[0]?.aborted).toBe(false);
    two.abort(new Error("two left"));
    expect(signals[0]?.aborted).toBe(true);
    const next = ask(h);
    go();
    expect(await asked).toMatchObject([{ reason: { message: "one left" } }, { reason: { message: "two left" } }]);
    expect(await read(await next)).toBe(`[${JSON.stringify(photo)}]`);
    expect([signals.length, h.engine.resultsInUse, h.store.filesInUse]).toEqual([2, 0, 0]);
  });
});
