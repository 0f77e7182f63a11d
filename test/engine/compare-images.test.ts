import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Format } from "../../src/pipeline/index.js";
import type { ComparedImage, PixelComparison } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";
import { makePicture } from "../support/picture.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

const image = (bytes: Buffer, format: Format, size: { width: number; height: number; frames?: number }) => ({
  byteSize: bytes.length,
  format,
  frames: 1,
  ...size,
  open: () => Readable.from([bytes]),
});
const size = { width: 320, height: 214 };
const made = async (process: string, of = "china.jpg") => own.image(photo(of), `image/${process}`);
const small = async (more = "", format: Format = "png", of = "china.jpg") =>
  image(await made(`resize,w_320${more}/format,${format}`, of), format, size);
const compare = (a: ComparedImage, b: ComparedImage, heatMapSide = 0): Promise<PixelComparison> =>
  own.engine.compare?.([a, b], { heatMapSide }, new AbortController().signal) ??
  Promise.reject(new Error("it compares"));

describe("two pictures", () => {
  test("that are equal have no noise to measure", async () => {
    const facts = { ...size, frames: 1 };
    const same = { a: facts, b: facts, frames: 1, ssim: 1, largest: 0, differing: 0 };
    expect(await compare(await small(), await small("", "bmp"))).toEqual(same);
    expect(await compare(await small("", "webp"), await small("", "webp"))).toEqual(same);
  });

  test("whose nearly transparent pixels differ by less than a level are equal too", async () => {
    const facts = { width: 16, height: 16 };
    const veil = async (grey: number) => {
      const background = { r: grey, g: grey, b: grey, alpha: 1 / 255 };
      return image(
        await sharp({ create: { ...facts, channels: 4, background } })
          .png()
          .toBuffer(),
        "png",
        facts,
      );
    };
    const seen = await compare(await veil(128), await veil(228));
    expect(seen).toMatchObject({ differing: 0, largest: 0 });
    expect(seen).not.toHaveProperty("psnr");
  });

  test("come apart with the quality, and with what is done to them", async () => {
    const original = await small();
    const [fine, coarse, other] = await Promise.all(
      ["/quality,q_92", "/quality,q_30", "/bright,40"].map(async (more) => compare(original, await small(more, "jpg"))),
    );
    expect(fine!.psnr).toBeGreaterThan(coarse!.psnr!);
    expect(fine!.ssim).toBeGreaterThan(coarse!.ssim);
    expect(fine!.largest).toBeLessThan(coarse!.largest);
    expect(coarse!.ssim).toBeGreaterThan(0.8);
    expect(other!.psnr).toBeLessThan(20);
    expect(other!.differing).toBeGreaterThan(0.99);
  });

  test("of every format are read", async () => {
    for (const format of ["jpg", "webp", "avif", "tiff", "gif"] as const)
      expect((await compare(await small(), await small("", format))).ssim, format).toBeGreaterThan(0.9);
  });

  test("one with alpha, one on white", async () => {
    const round = await small("/circle,r_90");
    const facts = { width: 181, height: 181 };
    const { largest } = await compare({ ...round, ...facts }, { ...(await small("/circle,r_90", "jpg")), ...facts });
    expect(largest).toBe(255);
  });

  test("of two sizes are compared in the first one's", async () => {
    const large = image(await made("resize,w_480/format,png"), "png", { width: 480, height: 320 });
    const seen = await compare(await small(), large);
    expect([seen.a, seen.b]).toEqual([
      { ...size, frames: 1 },
      { width: 480, height: 320, frames: 1 },
    ]);
    expect(seen.ssim).toBeGreaterThan(0.9);
    expect((await compare(large, await small())).differing).toBeGreaterThan(0);
  });

  test("are taken upright, whoever wrote their headers", async () => {
    const upright = await makePicture({ w: 40, h: 30, format: "png" });
    const lying = await sharp(upright).rotate(270).jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer();
    const seen = await compare(
      image(upright, "png", { width: 40, height: 30 }),
      image(lying, "jpg", { width: 30, height: 40 }),
    );
    expect(seen.b).toEqual({ width: 40, height: 30, frames: 1 });
    expect(seen.ssim).toBeGreaterThan(0.95);
  });
});

describe("animations", () => {
  const moving = async (frames: number, format: Format = "gif") =>
    image(await makePicture({ w: 40, h: 30, format, frames }), format, { width: 40, height: 30, frames });

  test("are compared frame by frame", async () => {
    expect(await compare(await moving(3), await moving(3))).toMatchObject({ frames: 3, differing: 0, ssim: 1 });
    const still = await compare(await moving(3), await moving(3, "webp"));
    expect(still).toMatchObject({ frames: 3, a: { frames: 3 }, b: { frames: 3 } });
  });

  test("as far as both go", async () => {
    const seen = await compare(await moving(3), await moving(2), 64);
    expect(seen).toMatchObject({ frames: 2, a: { frames: 3 }, b: { frames: 2 }, differing: 0 });
    expect(await compare(await moving(1, "png"), await moving(3))).toMatchObject({ frames: 1 });
  });

  test("a map shows what differs in any frame", async () => {
    const frames = async (color: string) =>
      sharp(await Promise.all([color, "#101010"].map((fill) => makePicture({ w: 20, h: 20, format: "png", fill }))), {
        join: { animated: true },
      })
        .gif({ keepDuplicateFrames: true })
        .toBuffer();
    const facts = { width: 20, height: 20, frames: 2 };
    const seen = await compare(
      image(await frames("#202020"), "gif", facts),
      image(await frames("#FFFFFF"), "gif", facts),
      20,
    );
    expect(seen).toMatchObject({ frames: 2, differing: 0.5 });
    const { dominant } = await sharp(Buffer.from(seen.heatMap!)).stats();
    expect(dominant.r).toBeGreaterThan(200);
  });
});

describe("the heat map", () => {
  test("is a PNG as large as was asked, and no larger than the picture", async () => {
    const [a, b] = [await small(), await small("/blur,r_2,s_2")];
    for (const [side, width, height] of [
      [512, 320, 214],
      [100, 80, 54],
      [16, 16, 11],
    ] as const) {
      const { heatMap } = await compare(a, b, side);
      expect(await sharp(Buffer.from(heatMap!)).metadata()).toMatchObject({ format: "png", width, height });
    }
    expect(await compare(a, b, 0)).not.toHaveProperty("heatMap");
  });
});

describe("trouble", () => {
  const files = async () => (await readdir(own.workDir)).filter((name) => name.startsWith("result-"));

  test("a damaged file is one, and nothing of it stays", async () => {
    const good = await small();
    const { open: _, ...facts } = good;
    const bytes = await made("resize,w_320/format,png");
    const cut = { ...facts, open: () => Readable.from([bytes.subarray(0, 3000)]) };
    await expectFailure("ImageDamage", () => compare(good, cut));
    await expectFailure("BadRequest", () =>
      compare({ ...facts, open: () => Readable.from([Buffer.from("text")]) }, good),
    );
    expect(await files()).toEqual([]);
    expect(await compare(good, good)).toMatchObject({ differing: 0 });
  });

  test("what cannot be read, and who has left", async () => {
    const good = await small();
    const broken = {
      ...good,
      open: () =>
        new Readable({
          read() {
            this.destroy(new Error("gone"));
          },
        }),
    };
    await expect(compare(good, broken)).rejects.toThrow("gone");
    const left = AbortSignal.abort(new Error("left"));
    await expect(own.engine.compare?.([good, good], { heatMapSide: 0 }, left)).rejects.toThrow("left");
    expect(await files()).toEqual([]);
  });

  test("of many at once, few have files, and who leaves while waiting leaves nothing", async () => {
    const good = await small();
    const leaving = Array.from({ length: 12 }, () => new AbortController());
    let opened = 0;
    const counted = {
      ...good,
      open: () => {
        opened += 1;
        return good.open();
      },
    };
    const all = leaving.map(({ signal }) => own.engine.compare?.([counted, counted], { heatMapSide: 0 }, signal));
    const ending = Promise.allSettled(all);
    expect(await all[0]).toMatchObject({ differing: 0 });
    // Two have files at a time; the first ones may have made room by now.
    expect(opened).toBeLessThanOrEqual(4 * 2);
    for (const each of leaving) each.abort(new Error("left"));
    const ended = await ending;
    expect(ended.filter(({ status }) => status === "rejected").length).toBeGreaterThanOrEqual(8);
    await vi.waitFor(async () => expect(await files()).toEqual([]));
    expect(await compare(good, good)).toMatchObject({ differing: 0 });
  });

  test("what takes more memory than there is, is refused before a byte is read", async () => {
    const huge = { ...(await small()), width: 16_000, height: 16_000 };
    const unread = {
      ...huge,
      open: () =>
        new Readable({
          read() {
            this.destroy(new Error("read"));
          },
        }),
    };
    const { details } = await expectFailure("ImageTooLarge", () => compare(unread, unread));
    expect(details).toMatchObject({ what: "the memory this takes" });
  });
});
