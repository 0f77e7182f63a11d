import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  Failure,
  type Header,
  type ImagePipeline,
  parseProcess,
  planPipeline,
  type Size,
} from "../../src/pipeline/index.js";
import { look } from "../support/look.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";
import { randomCascade, stepKinds } from "./support/random-cascade.js";

// The photographs of all kinds that are not slow to decode; in front, a reduction keeps their cascades quick.
const names = [
  "china.jpg",
  "friends.jpg",
  "picos.jpg",
  "kleiber.webp",
  "sunset.gif",
  "picos-gray.jpg",
  "flower-cmyk.jpg",
  "china-16bit.png",
  "life-p3.jpg",
  "life-alpha.png",
  "sunset-pan.webp",
];

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine({ children: 2 });
});
afterAll(() => own.close());

test("the size that is predicted is the size that is decoded", async () => {
  const format = fc.constantFrom("", "/format,png", "/format,jpg", "/format,webp", "/format,bmp", "/format,tiff");
  // Image watermarks, which need a second file, are in mark-fuzz.test.ts.
  const kinds = stepKinds.filter((kind) => kind !== "image");
  const cascade = fc.tuple(randomCascade(kinds, { min: 1, max: 5 }), format).map(([steps, end]) => steps + end);
  await everySize(names, cascade, scaled(2000));
}, 900_000);

test("so it is of animations, with the number of their frames", async () => {
  const format = fc.constantFrom("", "/format,webp");
  const cascade = fc.tuple(randomCascade(["resize", "crop"], { min: 1, max: 3 }), format);
  const frames = await everySize(
    ["sunset.gif", "sunset-pan.webp"],
    cascade.map((parts) => parts.join("")),
    scaled(200),
  );
  expect(new Set(frames)).toEqual(new Set([12]));
}, 900_000);

/** Renders random pipelines; those that planning refuses are drawn again. Answers the numbers of frames that were seen. */
async function everySize(names: readonly string[], cascade: fc.Arbitrary<string>, runs: number): Promise<number[]> {
  const headers = await Promise.all(names.map((name) => own.header(photo(name))));
  const seen: number[] = [];
  await fc.assert(
    fc.asyncProperty(fc.nat(names.length - 1), cascade, async (index, steps) => {
      const process = steps.replace("image/", "image/resize,l_300/");
      const plan = planned(process, headers[index]!);
      fc.pre(plan !== undefined);
      const path = photo(names[index]!);
      const { width, height, frames } = await sizeOf(await own.image(path, process));
      const { out } = plan!;
      expect([width, height, frames], `${names[index]} ${process}`).toEqual([out.width, out.height, out.frames]);
      seen.push(frames);
    }),
    { numRuns: runs, seed, maxSkipsPerRun: 1000 },
  );
  return seen;
}

/** What another decoder makes of the result, all pixels read. */
async function sizeOf(bytes: Buffer): Promise<Size & { readonly frames: number }> {
  if (bytes.toString("latin1", 0, 2) === "BM") return look(bytes);
  const image = sharp(bytes, { pages: -1 });
  await image.clone().stats();
  const { width, height, pageHeight = height, pages = 1 } = await image.metadata();
  return { width, height: pageHeight, frames: pages };
}

/** The plan, or undefined when the pipeline is not valid on this source. */
function planned(process: string, header: Header) {
  try {
    return planPipeline(parseProcess(process).pipeline as ImagePipeline, header);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
