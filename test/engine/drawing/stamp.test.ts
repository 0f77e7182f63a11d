import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blendOver } from "../../../src/engine/local-sharp/drawing/blend.js";
import {
  type SideBySide,
  type Stamp,
  sideBySide,
  single,
  stampOver,
  tileOver,
} from "../../../src/engine/local-sharp/drawing/stamp.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { anyRaw, anyRawOf, filled, pixel } from "../formats/pixels.js";

const blue = [51, 102, 204] as const;
const green = [0, 255, 0, 255] as const;
const drawn = [0, 255, 0];
const layerOf = (width: number, height: number) => ({ ...filled(width, height, green), channels: 4 as const });

test("tiles start at the top left and follow at the given gaps", () => {
  const frame = filled(200, 100, blue);
  tileOver(frame, single(layerOf(20, 10)), 20, 10, 1);
  expect(
    [
      [5, 5],
      [30, 5],
      [45, 5],
      [5, 15],
      [5, 25],
      [199, 99],
      [180, 85],
    ].map(([x, y]) => pixel(frame, x!, y!)),
  ).toEqual([drawn, blue, drawn, blue, drawn, blue, blue]);
});

describe("two side by side", () => {
  const [tall, low] = [layerOf(30, 20), layerOf(50, 9)];
  const placesOf = ({ width, height, parts }: Stamp) => [width, height, ...parts.map(({ x, y }) => [x, y])];

  test.each<[SideBySide["align"], number, number]>([
    ["top", 0, 0],
    ["middle", 0, 5],
    ["bottom", 0, 11],
    ["bottom", 7, 11],
  ])("%s, %d px apart", (align, interval, lowY) => {
    const box = [80 + interval, 20];
    expect(placesOf(sideBySide({ left: tall, right: low, align, interval }))).toEqual([
      ...box,
      [0, 0],
      [30 + interval, lowY],
    ]);
    expect(placesOf(sideBySide({ left: low, right: tall, align, interval }))).toEqual([
      ...box,
      [0, lowY],
      [50 + interval, 0],
    ]);
  });

  test("are drawn from the top left of their box", () => {
    const frame = filled(100, 40, blue);
    stampOver(frame, sideBySide({ left: tall, right: low, align: "bottom", interval: 4 }), 10, 5, 1);
    const inside = [pixel(frame, 10, 5), pixel(frame, 39, 24), pixel(frame, 44, 16), pixel(frame, 93, 24)];
    const outside = [pixel(frame, 41, 20), pixel(frame, 44, 15), pixel(frame, 94, 24)];
    expect(inside).toEqual([drawn, drawn, drawn, drawn]);
    expect(outside).toEqual([blue, blue, blue]);
  });
});

test("tiling is drawing one by one", () => {
  const pad = fc.integer({ min: 0, max: 5 });
  const align = fc.constantFrom("top" as const, "middle" as const, "bottom" as const);
  const pairs = fc.record({ left: anyRawOf(4, 5), right: anyRawOf(4, 5), align, interval: pad }).map(sideBySide);
  const stamps = fc.oneof(anyRawOf(4, 6).map(single), pairs);
  const property = fc.property(anyRaw(16), stamps, pad, pad, fc.double({ min: 0, max: 1, noNaN: true }), drawsAlike);
  fc.assert(property, { seed, numRuns: scaled(2_000) });
});

function drawsAlike(frame: Parameters<typeof blendOver>[0], stamp: Stamp, padX: number, padY: number, opacity: number) {
  const one = { ...frame, data: Buffer.from(frame.data) };
  for (let y = 0; y < frame.height; y += stamp.height + padY)
    for (let x = 0; x < frame.width; x += stamp.width + padX)
      for (const part of stamp.parts) blendOver(one, part.layer, x + part.x, y + part.y, opacity);
  tileOver(frame, stamp, padX, padY, opacity);
  return frame.data.equals(one.data);
}
