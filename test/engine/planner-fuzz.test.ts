import { readFile } from "node:fs/promises";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Raw } from "../../src/engine/formats/raw.js";
import { openRaw } from "../../src/engine/local-sharp/pixels/open-image.js";
import { decoded } from "../../src/engine/local-sharp/pixels/picture.js";
import { readHeader } from "../../src/engine/local-sharp/pixels/read-header.js";
import { compile } from "../../src/engine/local-sharp/planner/compile.js";
import type { Exactness, PlannerOp } from "../../src/engine/local-sharp/planner/pass.js";
import {
  Failure,
  type Header,
  type ImagePipeline,
  type Insights,
  parseProcess,
  planPipeline,
  type Size,
} from "../../src/pipeline/index.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { coverage } from "./support/coverage.js";
import { difference } from "./support/difference.js";
import { execute, executeNaively } from "./support/execute.js";
import { photo } from "./support/photos.js";
import { randomCascade, type StepKind, stepKinds } from "./support/random-cascade.js";

interface Picture {
  readonly name: string;
  readonly bytes: Buffer;
  readonly header: Header;
}

/** Small pictures: what counts is the variety of cascades. */
const opaque = await Promise.all([
  shrunk("china.jpg", 320),
  shrunk("picos.jpg", 250),
  shrunk("friends.jpg", 300, { orientation: 6 }),
  asIs("picos-gray.jpg"),
  asIs("flower-cmyk.jpg"),
]);
const translucent = await Promise.all([asIs("life-alpha.png")]);

describe("the planner against one op at a time", () => {
  test("exact: opaque pictures differ by 1 at most", async () => {
    await everyCascade(
      opaque,
      stepKinds,
      { runs: scaled(300), exactness: "exact" },
      ({ max, alpha }) => max <= (alpha ? 3 : 1),
    );
  }, 600_000);

  test("exact: soft alpha differs by 3 at most, premultiplied", async () => {
    await everyCascade(translucent, stepKinds, { runs: scaled(200), exactness: "exact" }, ({ max }) => max <= 3);
  }, 600_000);

  test("a quarter turn behind the scale keeps 46 dB", async () => {
    const png = await Promise.all(opaque.map(decodedCopy));
    const kinds: StepKind[] = ["quarter", "crop", "percent", "resize"];
    await everyCascade(png, kinds, { runs: scaled(500), exactness: "balanced" }, ({ psnr }) => psnr >= 46);
  }, 600_000);
});

test("frames of an animation, one by one: exact, they differ by 1 at most", async () => {
  const gif = await readFile(photo("sunset.gif"));
  const header = await readHeader(sharp, gif);
  const frames = await Promise.all([0, 5, 11].map((page) => sharp(gif, { page }).png().toBuffer()));
  // The steps that keep an animation.
  const kinds: StepKind[] = ["resize", "crop", "focal"];
  const property = fc.asyncProperty(randomCascade(kinds, { min: 1, max: 5 }), async (process) => {
    const stage = stageOf(process, header);
    fc.pre(stage !== undefined);
    expect(stage?.out.frames).toBe(12);
    const ops = opsOf(process, header) ?? [];
    for (const bytes of frames) {
      const planned = await plannedResult({ name: "sunset.gif", bytes, header }, process, "exact");
      const { max } = difference(planned, await executeNaively(bytes, header, ops));
      expect(max, process).toBeLessThanOrEqual(1);
    }
  });
  await fc.assert(property, { numRuns: scaled(200), seed, maxSkipsPerRun: 1000 });
}, 600_000);

describe("shrinking while reading", () => {
  const names = [
    "china.jpg",
    "picos.jpg",
    "friends.jpg",
    "sunset-12mp.jpg",
    "life-p3.jpg",
    "flower-cmyk.jpg",
    "picos-gray.jpg",
  ];
  test.each([...names, "kleiber.webp"])("%s keeps 41 dB", async (name) => {
    const picture = await asIs(name);
    const whole = await executeNaively(picture.bytes, picture.header, []);
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 1.2, max: 60, noNaN: true }), async (factor) => {
        const width = Math.max(8, Math.round(picture.header.width / factor));
        const process = `image/auto-orient,0/resize,w_${width}`;
        const planned = await plannedResult(picture, process, "balanced");
        const { psnr } = difference(planned, await scaledWhole(whole, planned));
        expect(psnr, `${name} ${process}`).toBeGreaterThanOrEqual(41);
      }),
      { numRuns: scaled(60), seed },
    );
  }, 300_000);
});

interface Found {
  readonly max: number;
  readonly psnr: number;
  readonly alpha: boolean;
}

/** Checks random cascades over the pictures; those that planning refuses are drawn again. */
async function everyCascade(
  pictures: readonly Picture[],
  kinds: readonly StepKind[],
  { runs, exactness }: { readonly runs: number; readonly exactness: Exactness },
  holds: (found: Found) => boolean,
): Promise<void> {
  const draw = fc.tuple(fc.nat(pictures.length - 1), randomCascade(kinds, { min: 2, max: 6 }));
  await fc.assert(
    fc.asyncProperty(draw, async ([index, process]) => {
      const picture = pictures[index]!;
      const ops = opsOf(process, picture.header);
      fc.pre(ops !== undefined);
      const naive = await executeNaively(picture.bytes, picture.header, ops ?? []);
      const found = difference(await plannedResult(picture, process, exactness), naive);
      if (!holds({ ...found, alpha: naive.channels === 4 }))
        throw new Error(`${picture.name} ${process}: max ${found.max}, ${found.psnr.toFixed(1)} dB`);
    }),
    { numRuns: runs, seed, maxSkipsPerRun: 1000 },
  );
}

/** The ops as they are written, or undefined when planning refuses. */
function opsOf(process: string, header: Header): PlannerOp[] | undefined {
  const stage = stageOf(process, header);
  return stage?.steps.flatMap(({ ops }) =>
    ops.map((op): PlannerOp => {
      if (op.op === "linear") return { op: "tone", linears: [op] };
      return op as PlannerOp;
    }),
  );
}

function plannedResult({ bytes, header }: Picture, process: string, exactness: Exactness) {
  const { work } = compile(stageOf(process, header)!, { exactness, coverage });
  if (work.kind !== "image") throw new Error("expected image work");
  return execute(bytes, header, work);
}

/** Of the layer that stands for every image watermark here. */
const mark: Header = { format: "png", width: 40, height: 16, orientation: 1, frames: 1, alpha: true, byteSize: 1000 };

function stageOf(process: string, header: Header) {
  try {
    return planPipeline(parseProcess(process).pipeline as ImagePipeline, header, () => mark).stages[0]!;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** The decoded picture scaled in one sharp instance. */
function scaledWhole(whole: Raw, { width, height }: Size): Promise<Raw> {
  return decoded({
    pending: openRaw(sharp, whole).resize(width, height, { fit: "fill" }),
    size: { width, height },
    encoded: false,
  });
}

async function asIs(name: string): Promise<Picture> {
  const bytes = await readFile(photo(name));
  return { name, bytes, header: seen(await readHeader(sharp, bytes)) };
}

/** With what a look at the picture might have found: steps that need it come down to numbers. */
function seen(header: Header): Header {
  const [width, height] = header.orientation >= 5 ? [header.height, header.width] : [header.width, header.height];
  const trim = { x: 7, y: 3, width: width - 20, height: height - 11 };
  const found = { trim, attention: { x: 0.3, y: 0.7 }, entropy: { x: 0.9, y: 0.1 } };
  return { ...header, insights: found as Insights };
}

async function shrunk(name: string, width: number, tag: { readonly orientation?: number } = {}): Promise<Picture> {
  const bytes = await sharp(photo(name)).resize(width).withMetadata(tag).jpeg({ quality: 92 }).toBuffer();
  return { name, bytes, header: seen(await readHeader(sharp, bytes)) };
}

/** A format that no decoder shrinks. */
async function decodedCopy({ name, bytes }: Picture): Promise<Picture> {
  const copy = await sharp(bytes).toColourspace("srgb").png().toBuffer();
  return { name, bytes: copy, header: await readHeader(sharp, copy) };
}
