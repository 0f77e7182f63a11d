import { readFile } from "node:fs/promises";
import { FilterType, MagickImage } from "@imagemagick/magick-wasm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Failure, type Header, type ImagePipeline, parseProcess, planPipeline } from "../../src/pipeline/index.js";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { photo } from "../engine/support/photos.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { factsOf, startMagick } from "./magick.js";
import { runProcess } from "./run-process.js";

const names = ["china.jpg", "friends.jpg", "picos-gray.jpg", "flower-cmyk.jpg", "life-alpha.png", "kleiber.webp"];

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
  await startMagick();
});
afterAll(() => own.close());

test("random pipelines leave the size that ImageMagick leaves", async () => {
  const photographs = await Promise.all(
    names.map(async (name) => {
      const path = photo(name);
      return { name, path, header: await own.header(path), decoded: MagickImage.create(await readFile(path)) };
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...photographs), pipelines(), async ({ name, path, header, decoded }, process) => {
      fc.pre(isValid(process, header));
      const { width, height } = factsOf(await own.image(path, process));
      // Only sizes count here: picking the nearest pixel is the quickest way to them.
      const reference = decoded.clone((image) => {
        runProcess(image, process, FilterType.Point);
        return { width: image.width, height: image.height };
      });
      // Away from quarter turns the specification allows 2 px, and ImageMagick adds half a pixel of filter on each side.
      const slack = /rotate,(?!(?:90|180|270)\/)/.test(process) ? 3 : 0;
      const said = `${name} ${process}: ${width}x${height}, ImageMagick ${reference.width}x${reference.height}`;
      expect(Math.abs(width - reference.width), said).toBeLessThanOrEqual(slack);
      expect(Math.abs(height - reference.height), said).toBeLessThanOrEqual(slack);
    }),
    { numRuns: scaled(200), seed, maxSkipsPerRun: 1000 },
  );
  for (const { decoded } of photographs) decoded.dispose();
}, 300_000);

/** A first resize that keeps the rest quick, some steps of geometry, and at most one free turn at the end. */
function pipelines(): fc.Arbitrary<string> {
  const int = (min: number, max: number) => fc.integer({ min, max });
  const some = (key: string, value: fc.Arbitrary<number | string>) =>
    fc.option(
      value.map((text) => `,${key}_${text}`),
      { nil: "" },
    );
  const join = (name: string, ...parts: fc.Arbitrary<string>[]) =>
    fc.tuple(...parts).map((items) => name + items.join(""));
  const mode = some("m", fc.constantFrom("lfit", "mfit", "fill", "pad", "fixed"));
  const limit = some("limit", fc.constantFrom(0, 1));
  const sides = fc.oneof(
    join(
      "",
      int(1, 500).map((w) => `,w_${w}`),
      some("h", int(1, 500)),
    ),
    int(1, 500).map((h) => `,h_${h}`),
    join(
      "",
      int(1, 500).map((l) => `,l_${l}`),
      some("s", int(1, 500)),
    ),
    int(1, 500).map((s) => `,s_${s}`),
  );
  const resize = join("resize", mode, sides, limit);
  const gravity = some("g", fc.constantFrom("nw", "north", "ne", "west", "center", "east", "sw", "south", "se"));
  const step = fc.oneof(
    { arbitrary: resize, weight: 3 },
    int(1, 150).map((p) => `resize,p_${p}`),
    {
      arbitrary: join(
        "crop",
        some("w", int(0, 500)),
        some("h", int(0, 500)),
        some("x", int(0, 80)),
        some("y", int(0, 80)),
        gravity,
      ),
      weight: 3,
    },
    join(
      "indexcrop",
      fc.constantFrom("x", "y").chain((key) => int(1, 200).map((n) => `,${key}_${n}`)),
      some("i", int(0, 4)),
    ),
    int(1, 250).map((r) => `circle,r_${r}`),
    fc.constantFrom("rotate,90", "rotate,180", "rotate,270"),
  );
  const last = fc.oneof(
    { arbitrary: fc.constant(""), weight: 3 },
    int(1, 359).map((v) => `/rotate,${v}`),
  );
  const orientation = fc.constantFrom("", "", "auto-orient,0/", "auto-orient,1/");
  return fc
    .tuple(orientation, resize, fc.array(step, { maxLength: 4 }), last)
    .map(([first, start, steps, end]) => `image/${first}${[start, ...steps].join("/")}${end}/format,png`);
}

function isValid(process: string, header: Header): boolean {
  try {
    planPipeline(parseProcess(process).pipeline as ImagePipeline, header);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
