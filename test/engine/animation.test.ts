import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setGifDelays } from "../../src/engine/local-sharp/pixels/gif-blocks.js";
import { Failure } from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { difference } from "./support/difference.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";
import { randomCascade } from "./support/random-cascade.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

describe("every frame is what the still picture of it would be", () => {
  test.each(["sunset.gif", "sunset-pan.webp", "moving.gif", "moving.webp"])("of %s", async (name) => {
    const path = name.startsWith("moving") ? await moving(name.endsWith("gif") ? "gif" : "webp") : photo(name);
    const { pages = 1 } = await sharp(path).metadata();
    // What would enlarge a still leaves an animation as it is (specification §4.1), so nothing here may.
    const cascades = randomCascade(["resize", "crop"], { min: 1, max: 3 }).map((text) =>
      text.replaceAll("limit_0", "limit_1"),
    );
    await fc.assert(
      fc.asyncProperty(cascades, fc.nat(pages - 1), async (cascade, page) => {
        const still = await file("page.png", await sharp(path, { page }).png().toBuffer());
        const expected = await rendered(still, `${cascade}/format,png`);
        fc.pre(expected !== undefined);
        const animated = await rendered(path, `${cascade}/format,webp/quality,Q_100`);
        const [one, other] = await Promise.all([frame(animated!, page), frame(expected!, 0)]);
        // Of a few pixels the encoder keeps hardly any colour.
        fc.pre(Math.min(one.width, one.height) >= 16);
        // The finest lossy WebP halves the colours' resolution; a frame cut or moved wrongly is below 25 dB.
        expect(difference(one, other).psnr, `frame ${page}`).toBeGreaterThan(33);
      }),
      { numRuns: scaled(100), seed, maxSkipsPerRun: 1000 },
    );
  }, 300_000);
});

describe("delays, loop and transparency are kept", () => {
  test.each<["gif" | "webp", string, string]>([
    ["gif", "resize,w_60", "gif"],
    ["gif", "crop,w_110,h_50,g_se/format,gif", "gif"],
    ["gif", "resize,w_60/format,webp", "webp"],
    ["gif", "resize,w_60/quality,Q_60/format,webp", "webp"],
    ["webp", "resize,w_60", "webp"],
    ["webp", "crop,w_110,h_70/quality,q_80", "webp"],
    ["webp", "resize,w_90|image/resize,w_60", "webp"],
  ])("%s after %s", async (format, process, result) => {
    const bytes = await own.image(await moving(format), `image/${process}`);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: result, pages: 3, delay: [50, 120, 300], loop: 2 });
    for (const page of [0, 1, 2]) {
      const { data } = await frame(bytes, page);
      const alphas = data.filter((_, i) => i % 4 === 3);
      expect(
        alphas.some((alpha) => alpha === 0),
        "transparent",
      ).toBe(true);
      expect(
        alphas.some((alpha) => alpha === 255),
        "opaque",
      ).toBe(true);
    }
  });

  const longer = [100_000, 120, 655_350];
  test.each<["gif" | "webp", string]>([
    ["gif", "resize,w_60"],
    ["gif", "resize,w_60/format,webp"],
    ["webp", "resize,w_60"],
  ])("also delays of minutes: %s after %s", async (format, process) => {
    const source = await readFile(await moving(format));
    const path = await file(`slow.${format}`, format === "gif" ? setGifDelays(source, longer) : slowWebp(source));
    expect((await sharp(path).metadata()).delay).toEqual(longer);
    const bytes = await own.image(path, `image/${process}`);
    expect(await sharp(bytes).metadata()).toMatchObject({ pages: 3, delay: longer, loop: 2 });
  });

  /** The same WebP with those times in its frames. */
  function slowWebp(source: Buffer): Buffer {
    let at = 0;
    for (const delay of longer) {
      at = source.indexOf("ANMF", at) + 8;
      source.writeUIntLE(delay, at + 12, 3);
    }
    return source;
  }

  test("a turn that is none changes nothing, any other leaves the first frame", async () => {
    const path = await moving("gif");
    const pages = async (process: string) =>
      (await sharp(await own.image(path, `image/${process}`)).metadata()).pages ?? 1;
    for (const process of ["rotate,0", "rotate,360", "auto-orient,0", "format,gif"])
      expect(await pages(process), process).toBe(3);
    for (const process of ["rotate,180", "resize,p_50", "quality,Q_50", "auto-orient,1", "circle,r_20", "format,png"])
      expect(await pages(process), process).toBe(1);
  });

  test("an animation is not enlarged, its still is", async () => {
    const path = await moving("webp");
    const size = async (process: string) => sharp(await own.image(path, `image/${process}`)).metadata();
    expect(await size("resize,w_240,limit_0")).toMatchObject({ width: 120, height: 80, pages: 3 });
    expect(await size("resize,w_240,limit_0/format,png")).toMatchObject({ width: 240, height: 160 });
  });
});

describe("limits", () => {
  test("the pixels of all frames count together", async () => {
    const path = await file("large.gif", await repeated({ width: 5000, height: 5000 }, 11));
    expect(await own.header(path)).toMatchObject({ width: 5000, height: 5000, frames: 11 });
    for (const [process, ec] of [
      ["resize,w_50", "0040-00000009"],
      ["crop,w_50", "0040-00000012"],
    ]) {
      const failure = await expectFailure("ImageTooLarge", () => own.image(path, `image/${process}`));
      expect(failure.ec).toBe(ec);
    }
  });

  test("thousands of small frames are worked", async () => {
    const path = await file("many.gif", await repeated({ width: 4, height: 4 }, 2000));
    const bytes = await own.image(path, "image/resize,w_2");
    expect((await sharp(bytes).metadata()).pages).toBe(2000);
  });
});

/** A red square that moves on a transparent ground, 120x80 px, three frames. */
async function moving(format: "gif" | "webp"): Promise<string> {
  const stills = [10, 40, 70].map((left) =>
    sharp({ create: { width: 120, height: 80, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .composite([{ input: { create: { width: 40, height: 40, channels: 4, background: "#cc3322" } }, left, top: 30 }])
      .png()
      .toBuffer(),
  );
  const strip = sharp(await Promise.all(stills), { join: { animated: true } });
  const times = { delay: [50, 120, 300], loop: 2 };
  const bytes = format === "gif" ? strip.gif(times) : strip.webp({ ...times, lossless: true });
  return file(`moving.${format}`, await bytes.toBuffer());
}

/** A GIF whose only frame comes `times` times. */
async function repeated({ width, height }: { width: number; height: number }, times: number): Promise<Buffer> {
  const gif = await sharp({ create: { width, height, channels: 3, background: "#3366cc" } })
    .gif()
    .toBuffer();
  const colours = gif[10]! & 0x80 ? 3 * 2 ** ((gif[10]! & 7) + 1) : 0;
  const start = 13 + colours;
  const block = gif.subarray(start, gif.length - 1);
  return Buffer.concat([gif.subarray(0, start), ...Array<Buffer>(times).fill(block), Buffer.from([0x3b])]);
}

/** Undefined when the pipeline is refused. */
async function rendered(path: string, process: string): Promise<Buffer | undefined> {
  try {
    return await own.image(path, process);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

async function frame(bytes: Buffer, page: number) {
  const { data, info } = await sharp(bytes, { page })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 4 as const, data };
}

async function file(name: string, bytes: Buffer): Promise<string> {
  const path = join(own.folder, name);
  await writeFile(path, bytes);
  return path;
}
