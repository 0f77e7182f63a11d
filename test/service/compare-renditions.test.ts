import { describe, expect, test } from "vitest";
import { parseProcess } from "../../src/pipeline/index.js";
import type { PixelComparison } from "../../src/service/ports.js";
import {
  judgeComparison,
  type Tolerance,
  usualTolerance,
  type Verdict,
} from "../../src/service/rendering/judge-comparison.js";
import type { Call } from "../../src/service/service.js";
import { expectFailure } from "../support/expect-failure.js";
import { at, house, photo, signed } from "./house.js";

async function prepared(processes: readonly [string, string], call: Call = signed) {
  const { service, engine, bucket, put } = house();
  await bucket("photos");
  await put("photos", "a.jpg", photo);
  const prepare = (process: string) => service.prepare(at("photos", "a.jpg"), parseProcess(process).pipeline, call);
  return { service, engine, pair: [await prepare(processes[0]), await prepare(processes[1])] as const };
}

describe("comparing two renditions", () => {
  test("both are made, compared and let go", async () => {
    const { service, engine, pair } = await prepared(["image/resize,w_9", "image/resize,w_8"]);
    const { a, b, pixels } = await service.compareRenditions(pair, { heatMapSide: 64 }, signed);
    expect([a, b]).toMatchObject([{ width: 9 }, { width: 8 }]);
    expect(pixels).toMatchObject({ differing: 0, heatMap: Buffer.from("64") });
    expect([engine.jobs.length, engine.resultsInUse]).toEqual([2, 0]);
  });

  test("each picture that is made or compared counts in the caller's budget", async () => {
    const spent: number[] = [];
    const call: Call = { ...signed, spend: (megapixels) => void spent.push(megapixels) };
    const { service, pair } = await prepared(["image/resize,w_9", "image/resize,w_8"]);
    await service.compareRenditions(pair, { heatMapSide: 0 }, call);
    const source = (400 * 267) / 1e6;
    expect(spent).toEqual([source, source, (9 * 6) / 1e6 + (8 * 5) / 1e6]);
  });

  test("what a spent budget refuses leaves nothing behind", async () => {
    const { service, engine, pair } = await prepared(["image/resize,w_9", "image/resize,w_8"]);
    let left = 2;
    const spend = () => {
      if (left-- === 0) throw new Error("spent");
    };
    await expect(service.compareRenditions(pair, { heatMapSide: 0 }, { ...signed, spend })).rejects.toThrow("spent");
    expect(engine.resultsInUse).toBe(0);
  });

  test("a question is none, and where nothing works pixels it is not served", async () => {
    const { service, engine, pair } = await prepared(["image/resize,w_9", "image/info"]);
    await expect(service.compareRenditions(pair, { heatMapSide: 0 }, signed)).rejects.toThrow(TypeError);
    expect(engine.resultsInUse).toBe(0);
    Object.assign(engine, { compare: undefined });
    await expectFailure("NotImplemented", () => service.compareRenditions(pair, { heatMapSide: 0 }, signed));
  });
});

describe("the verdict", () => {
  const still = { width: 9, height: 6, frames: 1 };
  const equal: PixelComparison = { a: still, b: still, frames: 1, ssim: 1, largest: 0, differing: 0 };
  const near: PixelComparison = { ...equal, ssim: 0.96, largest: 12, differing: 0.4, psnr: 40 };

  test.each<[string, PixelComparison, Partial<Tolerance>, Verdict]>([
    ["equal pixels", equal, {}, "identical"],
    ["near ones", near, {}, "within"],
    ["near ones, where all must be equal", near, { minSsim: 1 }, "different"],
    ["too large a difference", near, { maxLargest: 11 }, "different"],
    ["one that is just allowed", near, { maxLargest: 12, maxDiffering: 0.4, minSsim: 0.96 }, "within"],
    ["too many pixels", near, { maxDiffering: 0.39 }, "different"],
    ["another width", { ...equal, b: { ...still, width: 8 } }, {}, "size-differs"],
    [
      "another height, and no tolerance asked",
      { ...equal, b: { ...still, height: 8 } },
      { minSsim: -1 },
      "size-differs",
    ],
    ["more frames", { ...equal, b: { ...still, frames: 2 } }, {}, "frames-differ"],
  ])("%s", (_, comparison, tolerance, verdict) => {
    expect(judgeComparison(comparison, { ...usualTolerance, ...tolerance })).toBe(verdict);
  });
});
