import { describe, expect, test } from "vitest";
import { Forecast } from "../../src/engine/local-sharp/pool/forecast.js";

const ahead = (milliseconds: number, peakBytes = 1, ranMs = 0, leftMs = 1e9) => ({
  cost: { milliseconds, peakBytes },
  ranMs,
  leftMs,
});

describe("how long work would wait", () => {
  test.each([
    ["nothing is ahead", [], 0],
    ["the processes share it", [ahead(100), ahead(300)], 200],
    ["what has run counts less", [ahead(100, 1, 60)], 20],
    ["what runs for longer than predicted counts no more", [ahead(100, 1, 500)], 0],
    ["nothing outlives its deadline", [ahead(100_000, 1, 0, 400)], 200],
    ["memory may be what it waits for", [ahead(100, 900), ahead(100, 900)], 180],
  ])("%s", (_, work, expected) => {
    expect(new Forecast({ children: 2, memoryBytes: 1000 }).waitMs(work)).toBe(expected);
  });

  test("learns how fast this machine is, within a factor of ten", () => {
    const forecast = new Forecast({ children: 1, memoryBytes: 1e9 });
    const times = (count: number, tookMs: number) => {
      for (let n = 0; n < count; n++) forecast.learn({ milliseconds: 100, peakBytes: 1 }, tookMs);
      return forecast.waitMs([ahead(1000)]);
    };
    expect(times(1, 200)).toBeCloseTo(1100);
    expect(times(100, 200)).toBeCloseTo(2000, -1);
    expect(times(100, 1e9)).toBeCloseTo(10_000, -1);
    expect(times(100, 0)).toBeCloseTo(100, -1);
  });

  test("learns of work that was ended undone only where it ran longer than believed", () => {
    const forecast = new Forecast({ children: 1, memoryBytes: 1e9 });
    const afterUndone = (ranMs: number) => {
      forecast.learnUndone({ milliseconds: 100, peakBytes: 1 }, ranMs);
      return forecast.waitMs([ahead(1000)]);
    };
    expect(afterUndone(90)).toBe(1000);
    expect(afterUndone(300)).toBeCloseTo(1200);
    expect(afterUndone(110)).toBeCloseTo(1200);
  });
});
