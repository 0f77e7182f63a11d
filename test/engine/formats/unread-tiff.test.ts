import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unreadTiff } from "../../../src/engine/formats/unread-tiff.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";

interface Layout {
  readonly little: boolean;
  readonly big: boolean;
}

const layouts: readonly Layout[] = [true, false].flatMap((little) => [false, true].map((big) => ({ little, big })));

describe.each(layouts)("little-endian: $little, BigTIFF: $big", (layout) => {
  test.each<[said: string | undefined, tags: Readonly<Record<number, readonly number[]>>]>([
    [undefined, {}],
    [undefined, { 258: [8, 8, 8], 262: [2] }],
    [undefined, { 258: [16, 16, 16, 16], 262: [5], 339: [1, 1, 1, 1] }],
    [undefined, { 258: [8, 8, 8], 259: [7], 262: [6] }],
    [undefined, { 258: [16, 16, 16], 262: [8], 339: [2, 2, 2] }],
    ["YCbCr outside of JPEG", { 258: [8, 8, 8], 259: [5], 262: [6] }],
    ["CIELab of 8 bits a sample", { 258: [8, 8, 8], 262: [8] }],
    ["floating-point samples", { 258: [32, 32, 32, 32, 32], 262: [2], 339: [3, 3, 3, 3, 3] }],
    ["signed samples", { 258: [8], 262: [1], 339: [2] }],
    ["samples of 32 bits", { 258: [32], 262: [1] }],
    ["compression Zstandard", { 258: [8, 8, 8], 259: [50000], 262: [2] }],
    ["compression 4711", { 258: [8], 259: [4711], 262: [1] }],
    [undefined, { 258: [8, 8, 8], 259: [50001], 262: [2] }],
    ["the colour space 32845", { 258: [16, 16, 16], 262: [32845] }],
  ])("%s", (said, tags) => {
    expect(unreadTiff(tiffOf(tags, layout))).toBe(said);
  });
});

test("no bytes throw", () => {
  const files = layouts.map((layout) => tiffOf({ 258: [8, 8, 8, 8, 8], 262: [2], 339: [3] }, layout));
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 });
  const property = fc.property(fc.constantFrom(...files), changes, fc.nat(200), (file, edits, end) => {
    const changed = Buffer.from(file);
    for (const [at, value] of edits) changed[at % changed.length] = value;
    unreadTiff(changed.subarray(0, end));
  });
  fc.assert(property, { seed, numRuns: scaled(100_000) });
});

test("nothing is said of what is no TIFF", () => {
  expect(unreadTiff(Buffer.from("GIF89a, and then some more bytes"))).toBeUndefined();
  expect(unreadTiff(Buffer.from("II"))).toBeUndefined();
});

/** One directory of short values, those that do not fit behind it. */
function tiffOf(tags: Readonly<Record<number, readonly number[]>>, { little, big }: Layout): Buffer {
  const entries = Object.entries(tags);
  const [start, head, step, room] = big ? [16, 8, 20, 8] : [8, 2, 12, 4];
  const file = Buffer.alloc(start + head + entries.length * step + 64);
  const view = new DataView(file.buffer, file.byteOffset);
  const place = (at: number, value: number) =>
    big ? view.setBigUint64(at, BigInt(value), little) : view.setUint32(at, value, little);
  file.write(little ? "II" : "MM", "latin1");
  view.setUint16(2, big ? 43 : 42, little);
  place(big ? 8 : 4, start);
  if (big) place(start, entries.length);
  else view.setUint16(start, entries.length, little);
  let free = start + head + entries.length * step;
  for (const [n, [tag, values]] of entries.entries()) {
    const at = start + head + n * step;
    view.setUint16(at, Number(tag), little);
    view.setUint16(at + 2, 3, little);
    place(at + 4, values.length);
    const fits = values.length * 2 <= room;
    const from = fits ? at + 4 + room : free;
    if (!fits) {
      place(at + 4 + room, free);
      free += values.length * 2;
    }
    for (const [i, value] of values.entries()) view.setUint16(from + i * 2, value, little);
  }
  return file;
}
