import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyMask } from "../../../src/engine/local-sharp/drawing/mask.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { filled, pixel } from "../formats/pixels.js";

type Shape = "circle" | "rounded";

/** The slope of the edge is taken as one level a pixel in every direction; that is what it costs, out of 255. */
const mostDifference = 20;

/** The cover of each pixel, 0..255, counted with 16 x 16 points. */
function supersampled(shape: Shape, width: number, height: number, radius: number): number[] {
  const reach = Math.min(shape === "circle" ? Number.POSITIVE_INFINITY : radius, width / 2, height / 2);
  const flatX = shape === "circle" ? 0 : width / 2 - reach;
  const flatY = shape === "circle" ? 0 : height / 2 - reach;
  const inside = (x: number, y: number) =>
    Math.hypot(Math.max(Math.abs(x - width / 2) - flatX, 0), Math.max(Math.abs(y - height / 2) - flatY, 0)) <= reach;
  const points = Array.from({ length: 16 }, (_, i) => (i + 0.5) / 16);
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const hits = points.flatMap((dy) => points.filter((dx) => inside(x + dx, y + dy))).length;
    return (hits * 255) / 256;
  });
}

/** The largest difference of any pixel's alpha from the true cover. */
function worstDifference(shape: Shape, width: number, height: number, radius: number): number {
  const { data } = masked(shape, width, height, radius);
  const truth = supersampled(shape, width, height, radius);
  return Math.max(...truth.map((cover, i) => Math.abs(cover - data[i * 4 + 3]!)));
}

function masked(shape: Shape, width: number, height: number, radius: number) {
  const frame = filled(width, height, [51, 102, 204, 255]);
  applyMask(frame, shape, radius);
  return frame;
}

describe.each<[Shape, number, number, number]>([
  ["circle", 81, 81, 40],
  ["circle", 80, 80, 40],
  ["circle", 60, 41, 20],
  ["circle", 41, 60, 20],
  ["rounded", 80, 50, 20],
  ["rounded", 51, 80, 25.5],
  ["rounded", 40, 40, 400],
])("%s in %d x %d, radius %d", (shape, width, height, radius) => {
  test("agrees with the true cover of each pixel", () => {
    expect(worstDifference(shape, width, height, radius)).toBeLessThan(mostDifference);
  });

  test("is symmetric", () => {
    const { data } = masked(shape, width, height, radius);
    const rows = Array.from({ length: height }, (_, y) =>
      [...data.subarray(y * width * 4, (y + 1) * width * 4)].filter((_, i) => i % 4 === 3),
    );
    expect(rows.toReversed()).toEqual(rows);
    expect(rows.map((row) => row.toReversed())).toEqual(rows);
  });
});

test.each<[Shape, number, number, number, number, number, number[]]>([
  ["circle", 81, 81, 40, 3, 3, [0, 0, 0, 0]],
  ["circle", 81, 81, 40, 40, 40, [51, 102, 204, 255]],
  ["circle", 81, 81, 40, 40, 0, [51, 102, 204, 255]],
  ["rounded", 200, 100, 30, 2, 2, [0, 0, 0, 0]],
  ["rounded", 200, 100, 30, 197, 97, [0, 0, 0, 0]],
  ["rounded", 200, 100, 30, 100, 2, [51, 102, 204, 255]],
  ["rounded", 200, 100, 30, 2, 50, [51, 102, 204, 255]],
  ["circle", 1, 1, 1, 0, 0, [51, 102, 204, 255]],
])("%s in %d x %d, radius %d: the pixel %d, %d", (shape, width, height, radius, x, y, expected) => {
  expect(pixel(masked(shape, width, height, radius), x, y)).toEqual(expected);
});

test("multiplies the alpha that is there and leaves colours alone", () => {
  const frame = filled(21, 21, [10, 20, 30, 100]);
  applyMask(frame, "circle", 10);
  const whole = masked("circle", 21, 21, 10);
  for (let i = 0; i < frame.data.length; i += 4) {
    const cover = whole.data[i + 3]! / 255;
    expect(Math.abs(frame.data[i + 3]! - 100 * cover)).toBeLessThanOrEqual(0.7);
    expect([...frame.data.subarray(i, i + 3)]).toEqual(cover === 0 ? [0, 0, 0] : [10, 20, 30]);
  }
});

test("any frame of at least 2 x 2 and any radius agrees with the true cover", () => {
  const side = fc.integer({ min: 2, max: 18 });
  const radius = fc.oneof(fc.integer({ min: 1, max: 18 }), fc.integer({ min: 1, max: 4096 }));
  const shape = fc.constantFrom<Shape>("circle", "rounded");
  const property = fc.property(shape, side, side, radius, (kind, width, height, r) => {
    expect(worstDifference(kind, width, height, r)).toBeLessThan(mostDifference);
  });
  fc.assert(property, { seed, numRuns: scaled(1_000) });
});
