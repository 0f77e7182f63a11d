import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blendOver, flattenWhite } from "../../../src/engine/local-sharp/drawing/blend.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { anyRawOf, filled, pixel, type Raw, type RawAlpha } from "../formats/pixels.js";

const blue = [0x33, 0x66, 0xcc] as const;
const green = [0, 255, 0, 255] as const;

describe("one pixel over one pixel", () => {
  test.each<[string, number[], number[], number, number[]]>([
    ["opaque", [...blue], [...green], 1, [0, 255, 0]],
    ["half mixed, halves up", [...blue], [...green], 0.5, [26, 179, 102]],
    ["invisible", [...blue], [...green], 0, [...blue]],
    ["transparent layer", [...blue], [9, 9, 9, 0], 1, [...blue]],
    ["both half transparent", [200, 0, 0, 128], [0, 0, 100, 128], 1, [66, 0, 67, 192]],
    ["onto nothing", [7, 7, 7, 0], [1, 2, 3, 40], 1, [1, 2, 3, 40]],
    ["nothing onto nothing", [7, 7, 7, 0], [1, 2, 3, 0], 1, [7, 7, 7, 0]],
    ["onto opaque stays opaque", [...blue, 255], [...green], 0.5, [26, 179, 102, 255]],
  ])("%s", (_, under, over, opacity, expected) => {
    const frame = { width: 1, height: 1, channels: under.length as 3 | 4, data: Buffer.from(under) };
    blendOver(frame, { width: 1, height: 1, channels: 4, data: Buffer.from(over) }, 0, 0, opacity);
    expect([...frame.data]).toEqual(expected);
  });
});

/** The same in whole numbers without limit, pixel by pixel. */
function reference(frame: Raw, layer: RawAlpha, left: number, top: number, percent: number): Buffer {
  const data = Buffer.from(frame.data);
  const half = (numerator: bigint, denominator: bigint) => Number((2n * numerator + denominator) / (2n * denominator));
  for (let y = 0; y < frame.height; y++)
    for (let x = 0; x < frame.width; x++) {
      const [lx, ly] = [x - left, y - top];
      if (lx < 0 || ly < 0 || lx >= layer.width || ly >= layer.height) continue;
      const over = pixel(layer, lx, ly).map(BigInt);
      const under = pixel(frame, x, y).map(BigInt);
      const overShare = over[3]! * BigInt(percent) * 255n;
      const underShare = (under[3] ?? 255n) * (25_500n - over[3]! * BigInt(percent));
      const both = overShare + underShare;
      if (overShare === 0n) continue;
      const at = (y * frame.width + x) * frame.channels;
      for (let c = 0; c < 3; c++) data[at + c] = half(over[c]! * overShare + under[c]! * underShare, both);
      if (frame.channels === 4) data[at + 3] = half(both, 25_500n);
    }
  return data;
}

test.each([3, 4] as const)("is exact and clipped on %d channels, wherever the layer lies", (channels) => {
  const offset = fc.integer({ min: -12, max: 12 });
  const property = fc.property(
    anyRawOf(channels, 9),
    anyRawOf(4, 9),
    offset,
    offset,
    fc.integer({ min: 0, max: 100 }),
    (frame, layer, x, y, percent) => {
      const expected = reference(frame, layer, x, y, percent);
      blendOver(frame, layer, x, y, percent / 100);
      expect([...frame.data]).toEqual([...expected]);
    },
  );
  fc.assert(property, { seed, numRuns: scaled(3_000) });
});

describe("flattens onto white", () => {
  test.each([
    [
      [255, 0, 0, 0],
      [255, 255, 255],
    ],
    [
      [255, 0, 0, 128],
      [255, 127, 127],
    ],
    [
      [51, 102, 204, 255],
      [51, 102, 204],
    ],
  ])("%j", (pixels, expected) => {
    expect([...flattenWhite({ width: 1, height: 1, channels: 4, data: Buffer.from(pixels) }).data]).toEqual(expected);
  });

  test("as blending onto a white frame does", () => {
    const property = fc.property(anyRawOf(4, 12), (layer) => {
      const white = filled(layer.width, layer.height, [255, 255, 255]);
      blendOver(white, layer, 0, 0, 1);
      expect(flattenWhite(layer)).toEqual(white);
    });
    fc.assert(property, { seed, numRuns: scaled(2_000) });
  });
});
