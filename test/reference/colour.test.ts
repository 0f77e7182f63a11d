import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MagickFormat } from "@imagemagick/magick-wasm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { photo } from "../engine/support/photos.js";
import { deltaE2000, type Lab, labOfSrgb } from "../support/delta-e.js";
import { look, pixelAt } from "../support/look.js";
import { type Profiles, pixelsOf, readProfiles, startMagick, toSrgb, withImage } from "./magick.js";

let own: TestEngine;
let profiles: Profiles;
beforeAll(async () => {
  own = await openEngine();
  await startMagick();
  profiles = await readProfiles();
});
afterAll(() => own.close());

describe("the measure", () => {
  // Pairs 1, 2, 7, 9, 11, 17, 25, 27, 32 and 34 of the test data that Sharma, Wu and Dalal published with the formula.
  test.each<[Lab, Lab, number]>([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
    [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[61.2901, 3.7196, -5.3901], [61.4292, 2.248, -4.962], 1.8731],
    [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ])("of %j and %j is %d", (one, other, expected) => {
    expect(deltaE2000(one, other)).toBeCloseTo(expected, 4);
    expect(deltaE2000(other, one)).toBeCloseTo(expected, 4);
  });
});

/** Colours of the ColorChecker chart, sRGB; all of them can be written in Display P3. */
const planted: readonly Rgb[] = [
  [115, 82, 68],
  [194, 150, 130],
  [98, 122, 157],
  [87, 108, 67],
  [133, 128, 177],
  [103, 189, 170],
  [214, 126, 44],
  [80, 91, 166],
  [193, 90, 99],
  [94, 60, 108],
  [157, 188, 64],
  [224, 163, 46],
  [56, 61, 150],
  [70, 148, 73],
  [175, 54, 60],
  [231, 199, 31],
  [187, 86, 149],
  [8, 133, 161],
  [243, 243, 242],
  [160, 160, 160],
  [52, 52, 52],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
];

describe("colours planted in a Display P3 picture keep their look", () => {
  const processes = ["", "/resize,w_192", "/crop,w_384,h_256", "/auto-orient,0/bright,0", "/rotate,180/rotate,180"];
  const formats = ["png", "jpg", "webp", "avif", "tiff", "bmp"];

  test.each(["png", "jpg", "webp", "tiff"] as const)("read from %s", async (format) => {
    for (const process of processes) await expectPlanted(await chart(format), `image${process}/format,png`);
  });

  test.each(formats)("written as %s", async (format) => {
    await expectPlanted(await chart("png"), `image/quality,Q_95/format,${format}`);
  });

  test("through a second stage", async () => {
    await expectPlanted(await chart("jpg"), "image/resize,w_192|image/resize,w_96/format,png");
  });

  async function expectPlanted(source: Buffer, process: string) {
    const path = join(own.folder, "chart");
    await writeFile(path, source);
    const seen = await look(await own.image(path, process));
    const patch = seen.width / 6;
    for (const [i, colour] of planted.entries()) {
      const at = [Math.floor((i % 6) * patch + patch / 2), Math.floor(Math.floor(i / 6) * patch + patch / 2)] as const;
      const [r, g, b] = pixelAt(seen, ...at) as unknown as Rgb;
      expect(
        deltaE2000(labOfSrgb(colour), labOfSrgb([r, g, b])),
        `${process}: ${colour} became ${[r, g, b]}`,
      ).toBeLessThan(2);
    }
  }
});

describe("pictures look as ImageMagick's colour management shows them:", () => {
  test.each<[name: string, mean: number]>([
    ["life-p3.jpg", 0.5],
    ["flower-cmyk.jpg", 1],
    // ImageMagick scales 16 bits down by 257, the pixel library by 256: a level now and then.
    ["china-16bit.png", 0.5],
    ["picos-gray.jpg", 0.1],
    ["china.jpg", 0.5],
  ])("%s, on average within %d ΔE", async (name, most) => {
    expect(await meanDistance(await readFile(photo(name)))).toBeLessThan(most);
  });

  test("CMYK with a profile of its own", async () => {
    const source = await sharp(photo("china.jpg"))
      .resize(120)
      .toColourspace("cmyk")
      .withIccProfile("cmyk")
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(await meanDistance(source)).toBeLessThan(1);
  });

  /** Mean ΔE2000 of every seventh pixel. */
  async function meanDistance(source: Buffer): Promise<number> {
    const path = join(own.folder, "photograph");
    await writeFile(path, source);
    const result = withImage(await own.image(path, "image/format,png"), pixelsOf);
    const reference = withImage(source, (image) => {
      toSrgb(image, profiles);
      return pixelsOf(image);
    });
    expect(result.length).toBe(reference.length);
    let sum = 0;
    let count = 0;
    for (let at = 0; at < result.length; at += 7 * 4, count++)
      sum += deltaE2000(labOfSrgb(rgbAt(result, at)), labOfSrgb(rgbAt(reference, at)));
    return sum / count;
  }
});

test("a grey source stays without colour", async () => {
  const pixels = withImage(
    await own.image(photo("picos-gray.jpg"), "image/resize,w_200/bright,20/format,png"),
    pixelsOf,
  );
  for (let at = 0; at < pixels.length; at += 4) expect(new Set(rgbAt(pixels, at)).size).toBe(1);
});

type Rgb = readonly [number, number, number];

function rgbAt(pixels: Uint8Array, at: number): Rgb {
  return [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
}

/** The planted colours as squares of 64 px, six in a row, in Display P3 with its profile. */
async function chart(format: "png" | "jpg" | "webp" | "tiff"): Promise<Buffer> {
  const data = Buffer.alloc(384 * 256 * 3);
  for (let y = 0; y < 256; y++)
    for (let x = 0; x < 384; x++) data.set(displayP3(planted[(y >> 6) * 6 + (x >> 6)]!), (y * 384 + x) * 3);
  const plain = await sharp(data, { raw: { width: 384, height: 256, channels: 3 } })
    .png()
    .toBuffer();
  const { icc } = await sharp(photo("life-p3.jpg")).metadata();
  return withImage(plain, (image) => {
    image.setProfile("icc", icc!);
    image.quality = 100;
    const names = { png: MagickFormat.Png24, jpg: MagickFormat.Jpeg, webp: MagickFormat.WebP, tiff: MagickFormat.Tiff };
    return image.write(names[format], (bytes) => Buffer.from(bytes));
  });
}

/** The same colour in Display P3, which has the tone curve of sRGB. Source: SMPTE EG 432-1, CSS Color 4. */
function displayP3([red, green, blue]: Rgb): Rgb {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  return [
    toLevel(0.8224621 * r + 0.177538 * g),
    toLevel(0.0331941 * r + 0.9668058 * g),
    toLevel(0.0170827 * r + 0.0723974 * g + 0.9105199 * b),
  ];
}

function toLinear(level: number): number {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toLevel(value: number): number {
  const curved = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, curved)) * 255);
}
