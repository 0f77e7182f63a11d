import { describe, expect, test } from "vitest";
import { comparePixels, type Pixels } from "../../src/conformance/index.js";

function picture(width: number, height: number, at: (x: number, y: number) => readonly number[]): Pixels {
  const rows = Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  return { width, height, channels: rows[0]?.length === 4 ? 4 : 3, data: Uint8Array.from(rows.flat()) };
}

const ramp = picture(64, 48, (x, y) => [x * 4, y * 5, (x * y) % 256]);

describe("the distance of two pictures", () => {
  test("is none from itself", () => {
    expect(comparePixels(ramp, ramp)).toEqual({ ssim: 1, largest: 0 });
  });

  test("is seen in one pixel by the largest difference, and hardly by the similarity", () => {
    const data = Uint8Array.from(ramp.data);
    data[300] = 255;
    const { ssim, largest } = comparePixels(ramp, { ...ramp, data });
    expect(largest).toBe(255 - ramp.data[300]!);
    expect(ssim).toBeGreaterThan(0.98);
  });

  test("grows with what is done to it", () => {
    const noisy = (amount: number) =>
      picture(64, 48, (x, y) => [x * 4, y * 5, (x * y) % 256].map((v) => Math.min(255, v + ((x + y) % 2) * amount)));
    const near = comparePixels(ramp, noisy(8));
    const far = comparePixels(ramp, noisy(80));
    expect(near.ssim).toBeGreaterThan(far.ssim);
    expect(
      comparePixels(
        ramp,
        picture(64, 48, () => [0, 0, 0]),
      ).ssim,
    ).toBeLessThan(0.3);
  });

  test("leaves out what is not seen, and counts what should be", () => {
    const clear = (color: number, alpha: number) => picture(9, 9, () => [color, color, color, alpha]);
    expect(comparePixels(clear(0, 0), clear(255, 0))).toEqual({ ssim: 1, largest: 0 });
    expect(comparePixels(clear(128, 0), clear(128, 255)).largest).toBe(255);
    expect(
      comparePixels(
        clear(7, 255),
        picture(9, 9, () => [7, 7, 7]),
      ),
    ).toEqual({ ssim: 1, largest: 0 });
  });

  test("is told of pictures smaller than a window", () => {
    const dot = (color: number) => picture(1, 2, () => [color, color, color]);
    expect(comparePixels(dot(9), dot(9)).ssim).toBe(1);
    expect(comparePixels(dot(0), dot(255)).ssim).toBeLessThan(0.01);
  });
});
