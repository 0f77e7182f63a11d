import { describe, expect, test } from "vitest";
import type { Raw } from "../../src/engine/formats/raw.js";
import { frameDistance } from "../../src/engine/local-sharp/comparison/frame-distance.js";
import { heatMap } from "../../src/engine/local-sharp/comparison/heat-map.js";

function picture(width: number, height: number, at: (x: number, y: number) => readonly number[]): Raw {
  const pixels = Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  return { width, height, channels: pixels[0]?.length === 4 ? 4 : 3, data: Buffer.from(pixels.flat()) };
}

const ramp = picture(64, 48, (x, y) => [x * 4, y * 5, (x * y) % 256]);
const numbers = (a: Raw, b: Raw) => {
  const { ssim, meanSquare, differing, largest } = frameDistance(a, b);
  return { ssim, meanSquare, differing, largest };
};

describe("the distance of two pictures", () => {
  test("is none from itself", () => {
    expect(numbers(ramp, ramp)).toEqual({ ssim: 1, meanSquare: 0, differing: 0, largest: 0 });
  });

  test("of one pixel: the largest difference and the share tell it, the similarity hardly", () => {
    const data = Buffer.from(ramp.data);
    data[300] = 255;
    const { ssim, differing, largest, meanSquare } = numbers(ramp, { ...ramp, data });
    expect({ differing, largest }).toEqual({ differing: 1, largest: 255 - ramp.data[300]! });
    expect(meanSquare).toBeCloseTo(largest ** 2 / (3 * 64 * 48), 9);
    expect(ssim).toBeGreaterThan(0.98);
  });

  test("grows with what is done to it", () => {
    const noisy = (amount: number) =>
      picture(64, 48, (x, y) => [x * 4, y * 5, (x * y) % 256].map((v) => Math.min(255, v + ((x + y) % 2) * amount)));
    const [near, far] = [numbers(ramp, noisy(8)), numbers(ramp, noisy(80))];
    expect(near.ssim).toBeGreaterThan(far.ssim);
    expect(near.meanSquare).toBeLessThan(far.meanSquare);
    const black = picture(64, 48, () => [0, 0, 0]);
    expect(numbers(ramp, black).ssim).toBeLessThan(0.3);
  });

  test("leaves out what is not seen, and counts what should be", () => {
    const clear = (color: number, alpha: number) => picture(9, 9, () => [color, color, color, alpha]);
    const same = { ssim: 1, meanSquare: 0, differing: 0, largest: 0 };
    expect(numbers(clear(0, 0), clear(255, 0))).toEqual(same);
    expect(numbers(clear(128, 0), clear(128, 255))).toEqual({ ...same, differing: 81, largest: 255 });
    expect(
      numbers(
        clear(7, 255),
        picture(9, 9, () => [7, 7, 7]),
      ),
    ).toEqual(same);
    // Half of 200 levels.
    expect(numbers(clear(0, 128), clear(200, 128)).largest).toBe(100);
  });

  test.each([
    ["right", (x: number, _: number) => x >= 18],
    ["lower", (_: number, y: number) => y >= 12],
  ])("is seen at the %s edge, which no whole step of windows reaches", (_, isThere) => {
    const grey = (x: number, y: number, spoilt: boolean) => Array(3).fill(spoilt ? (x * 91 + y * 57) % 256 : x * 9 + y);
    const plain = picture(19, 13, (x, y) => grey(x, y, false));
    const spoilt = picture(19, 13, (x, y) => grey(x, y, isThere(x, y)));
    expect(numbers(plain, spoilt).ssim).toBeLessThan(0.95);
  });

  test("is told of pictures smaller than a window", () => {
    const dot = (color: number) => picture(1, 2, () => [color, color, color]);
    expect(numbers(dot(9), dot(9)).ssim).toBe(1);
    expect(numbers(dot(0), dot(255)).ssim).toBeLessThan(0.01);
  });

  test("of pictures of two sizes is a mistake of the caller", () => {
    expect(() =>
      frameDistance(
        ramp,
        picture(64, 47, () => [0, 0, 0]),
      ),
    ).toThrow(TypeError);
  });
});

describe("the heat map", () => {
  const plane = (value: number) => ({ levels: new Uint8Array(20 * 10), luma: new Float32Array(20 * 10).fill(value) });

  test("shows what is equal in dark grey", () => {
    const map = heatMap(plane(100), { width: 20, height: 10 }, 512);
    expect(map).toMatchObject({ width: 20, height: 10, channels: 3 });
    expect([...new Set(map.data)]).toEqual([20]);
  });

  test("shows a single pixel, however small the map is, brighter the more it differs", () => {
    const brightness = [1, 16, 64, 255].map((level) => {
      const planes = plane(0);
      planes.levels[9 * 20 + 19] = level;
      const map = heatMap(planes, { width: 20, height: 10 }, 4);
      expect([map.width, map.height]).toEqual([4, 2]);
      expect([...map.data.subarray(0, -3)].every((value) => value === 0)).toBe(true);
      return [...map.data.subarray(-3)].reduce((sum, value) => sum + value, 0);
    });
    expect(brightness).toEqual([...brightness].sort((a, b) => a - b));
    expect(brightness[0]).toBeGreaterThan(100);
    expect(brightness[3]).toBe(255 + 255 + 230);
  });

  test("has sides that need not divide the picture's", () => {
    expect(heatMap(plane(0), { width: 20, height: 10 }, 7)).toMatchObject({ width: 7, height: 4 });
    expect(heatMap(plane(0), { width: 20, height: 10 }, 1)).toMatchObject({ width: 1, height: 1 });
  });
});
