import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Header } from "../../src/pipeline/index.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

const [red, green, blue, yellow] = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
  [230, 230, 40],
] as const;

type Quarters = readonly (readonly number[])[];

/** Above left and right, below left and right. */
const board: Quarters = [red, green, blue, yellow];

/** The same in real inks, which stand in for a profile that the file lacks. */
const printed: Quarters = [
  [206, 44, 44],
  [0, 126, 60],
  [55, 42, 118],
  [233, 226, 44],
];

describe("files of other encoders: header and upright pixels", () => {
  const stored = { width: 40, height: 24, orientation: 1, frames: 1, alpha: false } as const;
  test.each<[name: string, header: Partial<Header>, quarters: Quarters, slack?: number]>([
    ["ycck.jpg", { ...stored, format: "jpg" }, printed, 20],
    ["arithmetic.jpg", { ...stored, format: "jpg", quality: 95 }, board],
    ["two-pages.tif", { ...stored, format: "tiff" }, board],
    ["planes-16bit.tif", { ...stored, format: "tiff" }, board],
    ["big-endian-turned.tif", { ...stored, format: "tiff", orientation: 6 }, [blue, red, yellow, green]],
    ["turned.avif", { ...stored, format: "avif", width: 24, height: 40 }, [yellow, green, blue, red]],
    ["ten-bit.avif", { ...stored, format: "avif" }, board],
    ["cropped.avif", { ...stored, format: "avif", width: 20, height: 12 }, [green, green, green, green]],
    ["sequence.avif", { ...stored, format: "avif", alpha: true }, board],
  ])("%s", async (name, header, quarters, slack = 4) => {
    const path = fileURLToPath(new URL(`../photos/unusual/${name}`, import.meta.url));
    await expectSeen(path, header, quarters, slack);
  });
});

describe("files of the library's own encoders", () => {
  const stored = { width: 40, height: 24, orientation: 1, frames: 1, alpha: false } as const;
  const turned = { ...stored, orientation: 6 } as const;
  const upright: Quarters = [blue, red, yellow, green];
  test.each<[name: string, file: () => Promise<Buffer>, header: Partial<Header>, quarters: Quarters]>([
    ["PNG with a palette", () => drawn().png({ palette: true }).toBuffer(), stored, board],
    [
      "interlaced PNG with EXIF",
      () => drawn().withMetadata({ orientation: 6 }).png({ progressive: true }).toBuffer(),
      turned,
      upright,
    ],
    [
      "WebP with EXIF",
      () => drawn().withMetadata({ orientation: 6 }).webp({ lossless: true }).toBuffer(),
      turned,
      upright,
    ],
    [
      "lossless WebP with alpha",
      () => drawn().ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
      { ...stored, alpha: true },
      board,
    ],
    [
      "AVIF turned by its writer",
      () => drawn().withMetadata({ orientation: 6 }).avif({ lossless: true }).toBuffer(),
      { ...stored, width: 24, height: 40 },
      upright,
    ],
    [
      "tiled TIFF",
      () => drawn().tiff({ tile: true, tileWidth: 16, tileHeight: 16, compression: "lzw" }).toBuffer(),
      stored,
      board,
    ],
    ["TIFF holding JPEG", () => drawn().tiff({ compression: "jpeg", quality: 100 }).toBuffer(), stored, board],
    [
      "TIFF with alpha, deflated",
      () => drawn().ensureAlpha(0.5).tiff({ compression: "deflate" }).toBuffer(),
      { ...stored, alpha: true },
      board,
    ],
    [
      "TIFF turned",
      () => drawn().withMetadata({ orientation: 6 }).tiff({ compression: "none" }).toBuffer(),
      turned,
      upright,
    ],
  ])("%s", async (_, file, header, quarters) => {
    const path = join(own.folder, "file");
    await writeFile(path, await file());
    await expectSeen(path, header, quarters, 8);
  });
});

/** The header as told, and the middle of each quarter of what is decoded and set upright. */
async function expectSeen(path: string, header: Partial<Header>, quarters: Quarters, slack: number): Promise<void> {
  const told = await own.header(path);
  expect(told).toMatchObject(header);
  const png = sharp(await own.image(path, "image/format,png"));
  const { data, info } = await png.raw().toBuffer({ resolveWithObject: true });
  const sides = [told.width, told.height];
  expect([info.width, info.height]).toEqual(told.orientation > 4 ? sides.reverse() : sides);
  expect(info.channels).toBe(told.alpha ? 4 : 3);
  for (const [quarter, colour] of quarters.entries()) {
    const x = Math.floor((quarter % 2 === 0 ? 0.25 : 0.75) * info.width);
    const y = Math.floor((quarter < 2 ? 0.25 : 0.75) * info.height);
    const seen = [...data.subarray((y * info.width + x) * info.channels)].slice(0, 3);
    const apart = seen.map((value, channel) => Math.abs(value - colour[channel]!));
    expect(Math.max(...apart), `quarter ${quarter} is ${seen}`).toBeLessThanOrEqual(slack);
  }
}

function drawn() {
  const data = Buffer.alloc(40 * 24 * 3);
  for (let y = 0; y < 24; y++)
    for (let x = 0; x < 40; x++) data.set(board[(y < 12 ? 0 : 2) + (x < 20 ? 0 : 1)]!, (y * 40 + x) * 3);
  return sharp(data, { raw: { width: 40, height: 24, channels: 3 } });
}
