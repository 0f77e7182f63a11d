import { readFile } from "node:fs/promises";
import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { readHeader } from "../../src/engine/local-sharp/pixels/read-header.js";
import { stampMaker } from "../../src/engine/local-sharp/pixels/stamp-maker.js";
import { compile } from "../../src/engine/local-sharp/planner/compile.js";
import type { Over } from "../../src/engine/local-sharp/planner/pass.js";
import { visiblePart } from "../../src/engine/local-sharp/planner/visible-part.js";
import {
  encodeBase64Text,
  type Header,
  type ImagePipeline,
  parseProcess,
  planPipeline,
} from "../../src/pipeline/index.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { coverage } from "./support/coverage.js";
import { photo } from "./support/photos.js";

const main: Header = {
  format: "jpg",
  width: 640,
  height: 427,
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 1,
};
const names = ["life-alpha.png", "flower-cmyk.jpg", "picos-gray.jpg", "china-16bit.png", "sunset-pan.webp"] as const;

const upTo = (max: number) => fc.integer({ min: 1, max });
const preparation = fc.oneof(
  upTo(100).map((share) => `resize,P_${share}`),
  fc
    .tuple(fc.constantFrom("lfit", "mfit", "fill", "pad", "fixed"), upTo(500), upTo(500))
    .map(([mode, width, height]) => `resize,m_${mode},w_${width},h_${height},limit_0`),
  fc
    .tuple(upTo(300), upTo(300), fc.constantFrom("nw", "center", "se"))
    .map(([width, height, gravity]) => `crop,w_${width},h_${height},g_${gravity}`),
  upTo(200).map((width) => `indexcrop,x_${width},i_0`),
  upTo(200).map((radius) => `rounded-corners,r_${radius}`),
  fc.integer({ min: 0, max: 360 }).map((degrees) => `rotate,${degrees}`),
);
const place = fc
  .tuple(fc.constantFrom("nw", "north", "center", "east", "se"), upTo(400), upTo(300), fc.boolean())
  .map(([gravity, x, y, fill]) => `g_${gravity},x_${x},y_${y},fill_${fill ? 1 : 0}`);

test("an image watermark comes out as large as it was planned, or as what shows of it", async () => {
  const draw = fc.tuple(fc.constantFrom(...names), fc.array(preparation, { maxLength: 3 }), place);
  const property = fc.asyncProperty(draw, async ([name, steps, items]) => {
    const bytes = await readFile(photo(name));
    const header = await readHeader(sharp, bytes);
    const key = steps.length === 0 ? name : `${name}?x-oss-process=image/${steps.join("/")}`;
    const stage = planned(`image/watermark,image_${encodeBase64Text(key)},${items}`, header);
    fc.pre(stage !== undefined);
    const { work } = compile(stage!, { exactness: "balanced", coverage });
    if (work.kind !== "image") throw new Error("expected image work");
    const written = stage!.steps[0]!;
    const over = written.ops.find((op) => op.op === "over")!;
    const part = visiblePart(over.place, written.mark!.size, main);
    const drawn = work.passes.flatMap(({ touches }) => touches).find((op): op is Over => op.op === "over");
    const stamp = drawn && (await stampMaker(sharp, async () => bytes)(drawn));
    expect(stamp && { width: stamp.width, height: stamp.height }).toEqual(
      part && { width: part.width, height: part.height },
    );
  });
  await fc.assert(property, { seed, numRuns: scaled(500) });
});

function planned(process: string, mark: Header) {
  try {
    return planPipeline(parseProcess(process).pipeline as ImagePipeline, main, () => mark).stages[0];
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
