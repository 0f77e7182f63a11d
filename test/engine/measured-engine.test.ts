import { expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { measuredEngine } from "../../src/engine/measured-engine.js";
import type { Header } from "../../src/pipeline/index.js";
import type { Engine, RenderJob } from "../../src/service/ports.js";
import { fakeEngine } from "../support/fake-engine.js";

const signal = new AbortController().signal;
const nothing = {} as RenderJob & Header & RenderJob["source"];

/** The outcomes that are told while `use` works with an engine of which every piece of pixel work ends like that. */
async function outcomesOf(end: () => Promise<never>, use: (engine: Engine) => Promise<unknown>): Promise<string[]> {
  const outcomes: string[] = [];
  const engine = measuredEngine({ ...fakeEngine(), render: end, analyse: end }, ({ outcome, seconds }) => {
    expect(seconds).toBeGreaterThanOrEqual(0);
    outcomes.push(outcome);
  });
  await use(engine).catch(() => {});
  return outcomes;
}

const works: readonly (readonly [name: string, work: (engine: Engine, signal: AbortSignal) => Promise<unknown>])[] = [
  ["a render", (engine, signal) => engine.render(nothing, signal)],
  ["an analysis", (engine, signal) => engine.analyse(nothing, nothing, signal)],
];

test.each(works)("%s is told with how it ended", async (_, work) => {
  const failing = async () => {
    throw new Failure("ImageDamage", { reason: "torn" });
  };
  const breaking = async () => {
    throw new TypeError("a bug");
  };
  expect(await outcomesOf((async () => ({})) as () => Promise<never>, (engine) => work(engine, signal))).toEqual([
    "done",
  ]);
  expect(await outcomesOf(failing, (engine) => work(engine, signal))).toEqual(["ImageDamage"]);
  expect(await outcomesOf(breaking, (engine) => work(engine, signal))).toEqual(["bug"]);
  expect(await outcomesOf(breaking, (engine) => work(engine, AbortSignal.abort()))).toEqual(["aborted"]);
});

test("what decodes nothing is not", async () => {
  const outcomes = await outcomesOf(
    () => Promise.reject(new Error("not asked")),
    async (engine) => {
      await engine.check(signal);
      engine.fingerprintOf({ stages: [] });
    },
  );
  expect(outcomes).toEqual([]);
});
