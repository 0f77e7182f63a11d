import { afterAll, beforeAll, expect, test } from "vitest";
import { type Format, formats } from "../../src/pipeline/index.js";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { photo } from "../engine/support/photos.js";
import { factsOf, meansOf, startMagick, withImage } from "./magick.js";

/** What ImageMagick calls a format; one without an encoder here is absent. */
const names: Readonly<Partial<Record<Format, string>>> = {
  jpg: "JPEG",
  png: "PNG",
  bmp: "BMP",
  gif: "GIF",
  webp: "WEBP",
  tiff: "TIFF",
  avif: "AVIF",
};
const written = formats.filter((format) => names[format] !== undefined);
const lossless: readonly Format[] = ["png", "bmp", "tiff"];

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
  await startMagick();
});
afterAll(() => own.close());

test.each(
  written.filter((format) => format !== "gif"),
)("ImageMagick reads a photograph written as %s", async (format) => {
  const result = await own.image(photo("china.jpg"), `image/resize,w_100/format,${format}`);
  expect(factsOf(result)).toEqual({ format: names[format], width: 100, height: 67, frames: 1, alpha: false });
  await expectSameMeans(result, await own.image(photo("china.jpg"), "image/resize,w_100/format,png"), format);
});

test.each(written.filter((format) => format !== "gif"))("and one with transparency written as %s", async (format) => {
  const process = "image/resize,w_100/rounded-corners,r_30";
  const result = await own.image(photo("life-alpha.png"), `${process}/format,${format}`);
  const alpha = format !== "jpg";
  expect(factsOf(result)).toEqual({ format: names[format], width: 100, height: 78, frames: 1, alpha });
  await expectSameMeans(result, await own.image(photo("life-alpha.png"), `${process}/format,png`), format);
});

test.each<[string, string, object]>([
  ["sunset.gif", "resize,w_100", { format: "GIF", width: 100, height: 67, frames: 12 }],
  ["sunset.gif", "resize,w_100/format,webp", { format: "WEBP", width: 100, height: 67, frames: 12 }],
  ["sunset.gif", "crop,w_90,h_80,g_center/format,gif", { format: "GIF", width: 90, height: 80, frames: 12 }],
  ["sunset.gif", "resize,w_100/rotate,90", { format: "GIF", width: 67, height: 100, frames: 1 }],
  ["sunset-pan.webp", "resize,w_100", { format: "WEBP", width: 100, height: 67, frames: 12 }],
  ["sunset-pan.webp", "resize,w_100/format,png", { format: "PNG", width: 100, height: 67, frames: 1 }],
])("of %s, %s leaves what ImageMagick reads", async (name, process, expected) => {
  expect(factsOf(await own.image(photo(name), `image/${process}`))).toMatchObject(expected);
});

/** Within the loss of the encoder; JPEG shows transparency on white, as the means do. */
async function expectSameMeans(result: Buffer, reference: Buffer, format: Format): Promise<void> {
  const [seen, expected] = [withImage(result, meansOf), withImage(reference, meansOf)];
  const slack = lossless.includes(format) ? 0.01 : 2;
  for (const channel of format === "jpg" ? [0, 1, 2] : [0, 1, 2, 3])
    expect(Math.abs(seen[channel]! - expected[channel]!), `${seen} against ${expected}`).toBeLessThanOrEqual(slack);
}
