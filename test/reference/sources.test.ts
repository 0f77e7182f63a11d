import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  ColorSpace,
  type IMagickImage,
  MagickFormat,
  MagickImage,
  MagickImageCollection,
} from "@imagemagick/magick-wasm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Header } from "../../src/pipeline/index.js";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { photo } from "../engine/support/photos.js";
import { expectFailure } from "../support/expect-failure.js";
import { meansOf, type Profiles, readProfiles, startMagick, toSrgb, withImage } from "./magick.js";
import { writtenSources } from "./written-sources.js";

let own: TestEngine;
let profiles: Profiles;
let picture: Buffer;
beforeAll(async () => {
  own = await openEngine();
  await startMagick();
  profiles = await readProfiles();
  picture = withImage(await readFile(photo("china.jpg")), (image) => {
    image.resize(120, 80);
    image.strip();
    return image.write(MagickFormat.Miff, (data) => Buffer.from(data));
  });
});
afterAll(() => own.close());

describe("a source has the header and the mean colour that ImageMagick sees:", () => {
  test.each(Object.entries(writtenSources))("%s", async (_, { as, header, proof = {}, slack = 1, prepare }) => {
    const bytes = withImage(picture, (image) => {
      prepare?.(image, profiles);
      return image.write(as, (data) => Buffer.from(data));
    });
    for (const [at, value] of Object.entries(proof)) expect(bytes[Number(at)], `byte ${at}`).toBe(value);
    await expectSeen(bytes, { ...size, ...header }, slack);
  });

  test("a TIFF of two pages, whose first one counts", async () => {
    const pages = MagickImageCollection.create();
    const second = MagickImage.create(await readFile(photo("china.jpg")));
    second.negate();
    pages.push(MagickImage.create(picture), second);
    const bytes = pages.write(MagickFormat.Tiff, (data) => Buffer.from(data));
    pages.dispose();
    await expectSeen(bytes, { ...size, format: "tiff", frames: 1 }, 1);
  });
});

const size = { width: 120, height: 80 };

test("a JPEG of 12 bits a channel is refused by name, and its facts are still told", async () => {
  const path = join(own.folder, "twelve.jpg");
  await writeFile(path, twelveBitJpeg());
  expect(await own.header(path)).toMatchObject({ format: "jpg", width: 8, height: 8 });
  const failure = await expectFailure("BadRequest", () => own.image(path, "image/resize,w_4"));
  expect(failure).toMatchObject({ ec: "0040-00000005", message: expect.stringContaining("12") });
});

describe("a TIFF that would be shown in wrong colours is refused by name:", () => {
  const floating = (image: IMagickImage) => image.settings.setDefine("quantum:format", "floating-point");
  test.each<[name: string, said: string, prepare: (image: IMagickImage) => void]>([
    ["numbers of 16 bits", "floating-point samples", (image) => floating(Object.assign(image, { depth: 16 }))],
    ["numbers of 32 bits", "floating-point samples", (image) => floating(Object.assign(image, { depth: 32 }))],
    ["numbers of 64 bits", "floating-point samples", (image) => floating(Object.assign(image, { depth: 64 }))],
    ["integers of 32 bits", "samples of 32 bits", (image) => Object.assign(image, { depth: 32 })],
    ["YCbCr", "YCbCr outside of JPEG", (image) => Object.assign(image, { colorSpace: ColorSpace.YCbCr })],
    ["CIELab", "CIELab of 8 bits a sample", (image) => Object.assign(image, { colorSpace: ColorSpace.Lab })],
  ])("%s", async (_, said, prepare) => {
    const path = join(own.folder, "odd.tif");
    await writeFile(
      path,
      withImage(picture, (image) => {
        prepare(image);
        return image.write(MagickFormat.Tiff, (data) => Buffer.from(data));
      }),
    );
    const failure = await expectFailure("BadRequest", () => own.image(path, "image/resize,w_4"));
    expect(failure).toMatchObject({ ec: "0040-00000005", message: expect.stringContaining(said) });
  });
});

async function expectSeen(bytes: Buffer, header: Partial<Header>, slack: number): Promise<void> {
  const path = join(own.folder, "source");
  await writeFile(path, bytes);
  expect(await own.header(path)).toMatchObject({ ...header, byteSize: bytes.length });
  const result = withImage(await own.image(path, "image/format,png"), meansOf);
  const reference = withImage(bytes, (image) => {
    toSrgb(image, profiles);
    return meansOf(image);
  });
  for (const [channel, value] of result.entries())
    expect(Math.abs(value - reference[channel]!), `${result} against ${reference}`).toBeLessThanOrEqual(slack);
}

/** One grey block, whole and valid, put together by hand: no encoder here writes 12 bits. */
function twelveBitJpeg(): Buffer {
  const segment = (marker: number, ...bytes: number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes];
  const oneCode = [1, ...Array(15).fill(0), 0];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, 0, ...Array(64).fill(1)),
    ...segment(0xc1, 12, 0, 8, 0, 8, 1, 1, 0x11, 0),
    ...segment(0xc4, 0x00, ...oneCode),
    ...segment(0xc4, 0x10, ...oneCode),
    ...segment(0xda, 1, 1, 0, 0, 63, 0),
    ...[0x3f, 0xff, 0xd9],
  ]);
}
