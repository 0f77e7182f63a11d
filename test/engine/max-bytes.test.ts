import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeWithin } from "../../src/engine/local-sharp/pixels/encode-within.js";
import { encodeTries, type ImagePipeline, parseProcess } from "../../src/pipeline/index.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";

describe("the search for a quality", () => {
  /** A file of 100 bytes for each step of quality. */
  const encode = (tried: number[]) => async (quality: number) => {
    tried.push(quality);
    return Buffer.alloc(quality * 100);
  };

  test.each([
    [80, 8000, [80]],
    [80, 7999, [80, 40, 60, 70, 75, 77]],
    [80, 4000, [80, 40, 60, 50, 45, 42]],
    [80, 300, [80, 40, 20, 10, 5, 1]],
    [3, 100, [3, 1, 2]],
    [1, 100, [1]],
  ])("from quality %i to at most %i bytes", async (quality, maxBytes, expected) => {
    const tried: number[] = [];
    const file = await encodeWithin({ quality, maxBytes }, encode(tried));
    expect(tried).toEqual(expected);
    expect(file.length).toBeLessThanOrEqual(maxBytes);
    expect(file.length).toBe(100 * Math.max(...tried.filter((tried) => tried * 100 <= maxBytes)));
  });

  test.each([
    100, 75, 2, 1,
  ])("what cannot be reached from quality %i is refused with the smallest size", async (quality) => {
    const tried: number[] = [];
    await expect(encodeWithin({ quality, maxBytes: 99 }, encode(tried))).rejects.toMatchObject({
      code: "ImageTooLarge",
      status: 400,
      details: { got: "100 bytes at quality 1", limit: "99 bytes" },
    });
    expect(tried.length).toBeLessThanOrEqual(encodeTries);
    expect(tried.at(-1)).toBe(1);
  });
});

describe("files", () => {
  let own: TestEngine;
  beforeAll(async () => {
    own = await openEngine();
  });
  afterAll(() => own.close());

  test.each([
    ["china.jpg", "jpg", 20_000],
    ["china.jpg", "webp", 12_000],
    ["china.jpg", "avif", 10_000],
    ["life-alpha.png", "webp", 18_000],
    ["sunset.gif", "webp", 60_000],
  ])("%s as %s in %i bytes", async (name, format, maxBytes) => {
    const process = `image/resize,w_400/format,${format}`;
    const free = await own.image(photo(name), process);
    const bounded = await own.image(photo(name), `${process}/x-max-bytes,${maxBytes}`);
    expect(free.length).toBeGreaterThan(maxBytes);
    expect(bounded.length).toBeLessThanOrEqual(maxBytes);
    expect(bounded.length).toBeGreaterThan(maxBytes * 0.8);
    const { width, height, pages } = await sharp(free).metadata();
    expect(await sharp(bounded).metadata()).toMatchObject({ width, height, ...(pages && { pages }) });
    expect(bounded.equals(await own.image(photo(name), `${process}/x-max-bytes,${maxBytes}`))).toBe(true);
    expect(free.equals(await own.image(photo(name), `${process}/x-max-bytes,${free.length}`))).toBe(true);
  });

  test("what no quality reaches is refused", async () => {
    await expect(own.image(photo("china.jpg"), "image/x-max-bytes,100")).rejects.toMatchObject({
      code: "ImageTooLarge",
      where: { action: "x-max-bytes" },
    });
  });

  test("the tries are in the price", async () => {
    const header = await own.header(photo("china.jpg"));
    const cost = (process: string) =>
      own.engine.explain(parseProcess(process).pipeline as ImagePipeline, header, () => header).cost.milliseconds;
    expect(cost("image/format,avif/x-max-bytes,100")).toBeGreaterThan(2 * cost("image/format,avif"));
  });
});
