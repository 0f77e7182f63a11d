import sharp, { type JpegOptions } from "sharp";
import { expect, test } from "vitest";
import { estimateJpegQuality } from "../../../src/engine/formats/jpeg-quality.js";
import { filled } from "./pixels.js";

const gray = filled(8, 8, [128, 128, 128]);
const jpeg = (quality: number, options: JpegOptions = {}) =>
  sharp(gray.data, { raw: gray })
    .jpeg({ quality, ...options })
    .toBuffer();

test("is exact for every quality of the standard tables", async () => {
  const qualities = Array.from({ length: 100 }, (_, i) => i + 1);
  const estimates = await Promise.all(qualities.map(async (quality) => estimateJpegQuality(await jpeg(quality))));
  expect(estimates).toEqual(qualities);
});

test.each<[string, JpegOptions]>([
  ["progressive", { progressive: true }],
  ["colour at full resolution", { chromaSubsampling: "4:4:4" }],
])("is exact for a %s file", async (_, options) => {
  expect(estimateJpegQuality(await jpeg(83, options))).toBe(83);
});

test("goes to the nearest for the tables of another encoder", async () => {
  const estimate = estimateJpegQuality(await jpeg(80, { quantisationTable: 3 }));
  expect(estimate).toBeGreaterThan(70);
  expect(estimate).toBeLessThan(92);
});

/** SOI, one DQT with the given tables, a frame whose first component uses `wanted`, SOS. */
function tablesOnly(tables: readonly { id: number; values: readonly number[] }[], wanted: number): Buffer {
  const body = tables.flatMap(({ id, values }) => [id, ...values]);
  const frame = [8, 0, 8, 0, 8, 1, 1, 0x11, wanted];
  return Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xdb,
    0,
    body.length + 2,
    ...body,
    0xff,
    0xc0,
    0,
    frame.length + 2,
    ...frame,
    0xff,
    0xda,
    0,
    2,
  ]);
}

const flat = (id: number, value: number) => ({ id, values: Array<number>(64).fill(value) });

test("takes the table that the first component names, not the first in the file", () => {
  expect(estimateJpegQuality(tablesOnly([flat(0, 255), flat(1, 1)], 1))).toBe(100);
  expect(estimateJpegQuality(tablesOnly([flat(0, 255), flat(1, 1)], 0))).toBe(1);
});

test("reads tables of 16 bits", () => {
  const wide = { id: 0x10, values: Array.from({ length: 64 }, () => [0, 1]).flat() };
  expect(estimateJpegQuality(tablesOnly([wide], 0))).toBe(100);
});

test.each<[string, Buffer]>([
  ["an empty file", Buffer.alloc(0)],
  ["a file without tables", Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2])],
  ["a table cut short", tablesOnly([flat(0, 1)], 0).subarray(0, 40)],
  ["a frame that names a missing table", tablesOnly([flat(0, 1)], 2)],
  ["nothing but fill bytes", Buffer.alloc(100_000, 0xff)],
])("has no answer for %s", (_, file) => {
  expect(estimateJpegQuality(file)).toBeUndefined();
});
