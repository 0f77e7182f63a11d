import { stat } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Header, type ImagePipeline, parseProcess, planPipeline } from "../../src/pipeline/index.js";
import { expectedBytes } from "../../src/service/rendering/expected-bytes.js";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { photos } from "../engine/support/photos.js";
import { photo } from "./house.js";

const expected = (process: string, header: Header = photo) =>
  expectedBytes(planPipeline(parseProcess(process).pipeline as ImagePipeline, header));
const usual: Header = { ...photo, width: 4000, height: 3000, byteSize: 1_200_000, quality: 85 };

describe("over the project's photographs", () => {
  let own: TestEngine;
  beforeAll(async () => {
    own = await openEngine();
  });
  afterAll(() => own.close());

  test("half of the results are as large as was told within 35 %, nine of ten within a factor of 2.2", async () => {
    const factors: number[] = [];
    for (const path of Object.values(photos)) {
      const header = await own.header(path);
      expect(header.byteSize).toBe((await stat(path)).size);
      for (const output of ["jpg/quality,Q_60", "jpg/quality,Q_85", "webp", "png"])
        for (const width of [120, 360]) {
          const process = `image/resize,w_${width}/format,${output}`;
          const ratio = (expected(process, header) ?? 0) / (await own.image(path, process)).length;
          factors.push(Math.max(ratio, 1 / ratio));
        }
    }
    factors.sort((a, b) => a - b);
    expect(factors[Math.floor(factors.length / 2)]).toBeLessThan(1.35);
    expect(factors[Math.floor(factors.length * 0.9)]).toBeLessThan(2.2);
  });

  test("a BMP is told to the byte", async () => {
    const path = photos["china.jpg"] ?? "";
    for (const process of ["image/resize,w_101/format,bmp", "image/resize,w_100/circle,r_30/format,bmp"])
      expect(expected(process, await own.header(path))).toBe((await own.image(path, process)).length);
  });
});

describe("what is told", () => {
  const order = (...processes: string[]) => {
    const told = processes.map((process) => expected(process) ?? 0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told).size).toBe(told.length);
  };

  test("grows with quality and size", () => {
    for (const format of ["jpg", "webp", "avif"])
      order(
        ...[1, 30, 44, 60, 75, 90, 97].map((quality) => `image/resize,w_300/format,${format}/quality,Q_${quality}`),
      );
    order(...[20, 50, 100, 200].map((width) => `image/resize,w_${width}/format,webp`));
  });

  test("is less for what is blurred, and for a picture with borders than for a full one", () => {
    order("image/resize,w_200/blur,r_9,s_5", "image/resize,w_200/blur,r_9,s_1", "image/resize,w_200");
    order("image/resize,m_pad,w_200,h_200", "image/resize,m_fill,w_200,h_200");
  });

  test("follows the source's own file", () => {
    const dense = { ...usual, byteSize: 2 * usual.byteSize };
    expect(expected("image/resize,w_400", dense)).toBeGreaterThan(expected("image/resize,w_400", usual) ?? 0);
    // Nobody knows what a file of a few bytes is about.
    expect(expected("image/resize,w_400", { ...usual, byteSize: 1 })).toBeGreaterThan(2000);
    expect(expected("image/resize,w_400", { ...usual, byteSize: 0 })).toBeGreaterThan(2000);
  });

  test("counts the frames that are kept", () => {
    const moving: Header = { ...photo, format: "gif", frames: 12, byteSize: 500_000 };
    const [still, all] = [
      expected("image/format,webp", { ...moving, frames: 1, byteSize: 41_667 }),
      expected("image/format,webp", moving),
    ];
    expect((all ?? 0) / (still ?? 1)).toBeCloseTo(12, 0);
    expect(expected("image/resize,w_200", moving)).toBeLessThan(500_000);
    expect(expected("image/format,jpg", moving)).toBeLessThan(100_000);
  });

  test("is never above the bound that was asked for, and goes through stages", () => {
    expect(expected("image/resize,w_300/quality,Q_90/x-max-bytes,2000", { ...usual, quality: 95 })).toBe(2000);
    const [once, twice] = ["image/resize,w_300", "image/resize,w_900|image/resize,w_300"].map((each) =>
      expected(each, usual),
    );
    expect(twice).toBeCloseTo(once ?? 0, -3);
  });

  test.each(["image/info", "image/average-hue", "image/resize,w_9|image/info"])("nothing for %s", (process) => {
    expect(expected(process)).toBeUndefined();
  });
});
