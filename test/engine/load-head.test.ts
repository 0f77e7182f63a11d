import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { loadHead } from "../../src/engine/local-sharp/pixels/load-head.js";
import { formatOf } from "../../src/engine/local-sharp/pixels/open-image.js";
import { PartialFile } from "../../src/engine/local-sharp/pixels/partial-file.js";
import { readHeader } from "../../src/engine/local-sharp/pixels/read-header.js";
import { Failure } from "../../src/pipeline/index.js";
import { makePicture } from "../support/picture.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { photo, photos } from "./support/photos.js";

const heicFolder = fileURLToPath(new URL("../photos/heic/", import.meta.url));
const files: Readonly<Record<string, Buffer>> = {
  ...Object.fromEntries(Object.entries(photos).map(([name, path]) => [name, readFileSync(path)])),
  ...Object.fromEntries(
    readdirSync(heicFolder)
      .filter((name) => name.endsWith(".heic"))
      .map((name) => [name, readFileSync(heicFolder + name)]),
  ),
};

describe("a header read from parts of the file is that of the whole", () => {
  test.each(Object.keys(files))("%s", async (name) => {
    const { head } = load(files[name]!);
    expect(await readHeader(sharp, head)).toEqual(await readHeader(sharp, files[name]!));
  });

  test("with EXIF at the end of a WebP, and before the pictures of an AVIF", async () => {
    for (const format of ["webp", "avif", "jpeg", "png", "tiff"] as const) {
      const bytes = await noise({ exif: true }).toFormat(format, { quality: 90 }).toBuffer();
      const { head, bytesRead } = load(bytes);
      expect(bytes.length).toBeGreaterThan(100_000);
      if (format !== "tiff") expect(bytesRead).toBeLessThan(80_000);
      const read = await readHeader(sharp, head);
      expect(read).toEqual(await readHeader(sharp, bytes));
      if (format !== "tiff") expect(Object.values(read.exif ?? {}).join()).toContain("Imgraph");
    }
  });

  test("of lossless and translucent WebP, still and moving", async () => {
    const files = await Promise.all([
      makePicture({ w: 60, h: 40, format: "webp", alpha: true }),
      makePicture({ w: 60, h: 40, format: "webp", alpha: true, frames: 5 }),
      makePicture({ w: 60, h: 40, format: "webp", frames: 5 }),
      noise({ alpha: true }).webp({ lossless: true }).toBuffer(),
      noise({}).webp({ lossless: true }).toBuffer(),
      noise({ alpha: true }).webp().toBuffer(),
    ]);
    for (const bytes of files)
      expect(await readHeader(sharp, load(bytes).head)).toEqual(await readHeader(sharp, bytes));
  });
});

describe("bytes that are read", () => {
  test.each([
    ["sunset-12mp.jpg", 65_536],
    ["china.jpg", 65_536],
    ["life-alpha.png", 65_536],
    ["china-16bit.png", 65_536],
    ["kleiber-1mp.avif", 65_536],
    ["kleiber.webp", 65_536],
  ])("at most so many of %s: %i", async (name, most) => {
    const { bytesRead } = load(readFileSync(photo(name)));
    expect(bytesRead).toBeLessThanOrEqual(most);
  });

  test("of 20 MB only the headers", async () => {
    const jpg = readFileSync(photo("sunset-12mp.jpg"));
    const padded = Buffer.concat([jpg, Buffer.alloc(20_971_520 - jpg.length, 0x55)]);
    const { bytesRead, head } = load(padded);
    expect(bytesRead).toBeLessThanOrEqual(65_536);
    expect(await readHeader(sharp, head)).toMatchObject({ width: 4272, height: 2848, byteSize: 20_971_520 });
  });

  test("of an animated WebP a page or two for each frame", async () => {
    const bytes = await animation(24);
    const { bytesRead, head } = load(bytes);
    expect(await readHeader(sharp, head)).toMatchObject({ frames: 24 });
    expect(bytes.length).toBeGreaterThan(1_000_000);
    expect(bytesRead).toBeLessThan(24 * 8192 + 65_536);
  });

  test("a segment that goes beyond the first read is followed", async () => {
    const jpg = readFileSync(photo("china.jpg"));
    const comment = Buffer.alloc(65_537, 0x41);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(65_535, 2);
    const long = Buffer.concat([jpg.subarray(0, 2), comment, comment, comment, jpg.subarray(2)]);
    const { head } = load(long);
    expect(await readHeader(sharp, head)).toEqual(await readHeader(sharp, long));
  });
});

test("damage of any kind is found or not, as in the whole file, and never breaks the reader", async () => {
  const small = await Promise.all([
    ...(["jpg", "png", "webp", "gif", "avif", "tiff", "bmp"] as const).map((format) =>
      makePicture({ w: 40, h: 30, format }),
    ),
    makePicture({ w: 40, h: 30, format: "webp", frames: 3 }),
    files["turned-6.heic"]!,
  ]);
  const place = fc.tuple(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(small.length - 1),
      fc.array(place, { maxLength: 5 }),
      fc.boolean(),
      async (at, places, far) => {
        const damaged = Buffer.from(small[at]!);
        for (const [where, value] of places) damaged[Math.floor(where * damaged.length)] = value;
        // Behind 64 KiB there are parts that are not read.
        const bytes = far ? Buffer.concat([damaged, Buffer.alloc(100_000)]) : damaged;
        const [parts, whole] = await Promise.all([outcome(async () => load(bytes).head), outcome(async () => bytes)]);
        expect(parts).toEqual(whole);
      },
    ),
    { numRuns: scaled(3000), seed },
  );
}, 120_000);

/** The parts of a file that decide its header, and how much was read for them. */
function load(bytes: Buffer): { head: Buffer; bytesRead: number } {
  let bytesRead = 0;
  const file = new PartialFile({
    size: bytes.length,
    read(into, at) {
      bytesRead += into.length;
      bytes.copy(into, 0, at);
    },
  });
  loadHead(file, formatOf(bytes));
  return { head: file.bytes, bytesRead };
}

async function outcome(read: () => Promise<Buffer>): Promise<unknown> {
  try {
    return await readHeader(sharp, await read());
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

function noise({ alpha = false, exif = false }) {
  const image = sharp({
    create: {
      width: 500,
      height: 400,
      channels: alpha ? 4 : 3,
      background: { r: 9, g: 99, b: 200, alpha: 0.5 },
      noise: alpha ? undefined : { type: "gaussian", mean: 128, sigma: 50 },
    },
  });
  return exif ? image.withExif({ IFD0: { Make: "Imgraph" } }) : image;
}

async function animation(frames: number): Promise<Buffer> {
  const [width, height] = [400, 300];
  const strip = await sharp({
    create: {
      width,
      height: height * frames,
      channels: 3,
      background: "#000",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .raw()
    .toBuffer();
  return sharp(strip, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
    .webp({ quality: 90, effort: 0, delay: Array(frames).fill(50) })
    .toBuffer();
}
