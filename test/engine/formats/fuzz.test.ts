import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../../src/base/failure.js";
import { bmpHeader, decodeBmp } from "../../../src/engine/formats/bmp.js";
import { readExif } from "../../../src/engine/formats/exif.js";
import { infoDocument } from "../../../src/engine/formats/info.js";
import { estimateJpegQuality } from "../../../src/engine/formats/jpeg-quality.js";
import { sniffFormat } from "../../../src/engine/formats/sniff.js";
import { formats } from "../../../src/pipeline/format.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { bmpFile, windows3 } from "./bmp-file.js";
import { exifBlock } from "./exif-block.js";

/** Changes of a few bytes, and perhaps a cut, of one of the given files; or bytes from nowhere. */
function mutated(files: () => readonly Buffer[]): fc.Arbitrary<Buffer> {
  const change = fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff), fc.nat(255)));
  const changes = fc.array(change, { minLength: 1, maxLength: 8 });
  const cut = fc.option(fc.nat(), { freq: 4 });
  const damaged = fc.tuple(fc.nat(), changes, cut).map(([pick, edits, end]) => {
    const all = files();
    const file = Buffer.from(all[pick % all.length]!);
    for (const [at, value] of edits) file[at % file.length] = value;
    return end === null ? file : file.subarray(0, end % (file.length + 1));
  });
  return fc.oneof(
    { weight: 9, arbitrary: damaged },
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
}

const numRuns = scaled(100_000);

describe(`${numRuns} mutated files throw nothing but a Failure`, () => {
  const jpegs: Buffer[] = [];
  beforeAll(async () => {
    const create = { width: 8, height: 8, channels: 3, background: "red" } as const;
    for (const progressive of [false, true])
      jpegs.push(await sharp({ create }).jpeg({ quality: 60, progressive }).toBuffer());
  });
  const palette = [1, 2, 3, 0, 4, 5, 6, 0];
  const bitmaps = [
    bmpFile(windows3({ width: 3, height: 2, bits: 24 }), Array(24).fill(9)),
    bmpFile(windows3({ width: 9, height: -2, bits: 1, colors: 2 }), Array(8).fill(170), palette),
    bmpFile(windows3({ width: 5, height: 2, bits: 8, colors: 2 }), Array(16).fill(1), palette),
    bmpFile(
      windows3({
        width: 2,
        height: 2,
        bits: 32,
        compression: 3,
        headerBytes: 124,
        masks: [0xff0000, 0xff00, 0xff, 0xff000000],
      }),
      Array(16).fill(5),
    ),
    bmpFile([12, 0, 0, 0, 3, 0, 2, 0, 1, 0, 4, 0], Array(8).fill(1), Array(48).fill(7)),
  ];
  const blocks = (["II", "MM"] as const).map((order) =>
    exifBlock(
      [
        {
          tags: [
            { number: 0x0112, type: "short", values: [6] },
            { number: 0x8769, type: "long", values: [50] },
            { number: 0x8825, type: "long", values: [80] },
          ],
          next: 1,
        },
        {
          tags: [
            { number: 0x829a, type: "rational", values: [1, 60] },
            { number: 0x9286, type: "undefined", values: "UNICODE\0a\0b\0" },
          ],
          next: 2,
        },
        {
          tags: [
            { number: 1, type: "ascii", values: "N\0" },
            { number: 2, type: "rational", values: [1, 1, 2, 1, 3, 1] },
          ],
          next: 0,
        },
      ],
      order,
    ),
  );
  const svg = Buffer.from("<?xml version='1.0'?><!-- a --><!DOCTYPE svg [ <!ENTITY b 'c'> ]><svg width='1'/>");
  const heads = [
    svg,
    Buffer.from("\0\0\0\x18ftypmif1\0\0\0\0avifheic", "latin1"),
    Buffer.from("RIFF\x24\0\0\0WEBPVP8 ", "latin1"),
    Buffer.from("II+\0\x08\0\0\0"),
  ];

  test("the magic bytes", () => {
    const known = new Set<string | undefined>([...formats, "svg", undefined]);
    const property = fc.property(
      mutated(() => [...heads, ...bitmaps]),
      (file) => known.has(sniffFormat(file)),
    );
    fc.assert(property, { seed, numRuns });
  });

  test("BMP: header and pixels", () => {
    const property = fc.property(
      mutated(() => bitmaps),
      (file) => {
        try {
          bmpHeader(file);
          const { width, height, channels, data } = decodeBmp(file);
          expect(data.length).toBe(width * height * channels);
          if (!hasRuns(file)) expect(data.length).toBeLessThanOrEqual(file.length * 24);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(["ImageDamage", "BadRequest", ...(hasRuns(file) ? ["ImageTooLarge"] : [])]).toContain(error.code);
        }
      },
    );
    fc.assert(property, { seed, numRuns });
  });

  test("JPG quality", () => {
    const property = fc.property(
      mutated(() => jpegs),
      (file) => {
        const quality = estimateJpegQuality(file);
        return quality === undefined || (Number.isInteger(quality) && quality >= 1 && quality <= 100);
      },
    );
    fc.assert(property, { seed, numRuns });
  });

  test("EXIF, which always makes a valid document", () => {
    const header = {
      width: 1,
      height: 1,
      format: "jpg",
      orientation: 1,
      frames: 1,
      alpha: false,
      byteSize: 1,
    } as const;
    const property = fc.property(
      mutated(() => blocks),
      (block) => {
        for (const text of readExif(block).values()) if (text === "" || text.length > 4096) return false;
        return (
          Object.keys(JSON.parse(infoDocument({ ...header, exif: Object.fromEntries(readExif(block)) }))).length >= 5
        );
      },
    );
    fc.assert(property, { seed, numRuns });
  });
});

/** Run lengths, with which a few bytes can be a large picture. */
function hasRuns(bmp: Uint8Array): boolean {
  return bmp[30] === 1 || bmp[30] === 2;
}
