import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Raw } from "../../src/engine/formats/raw.js";
import { cropFrame, extendFrame } from "../../src/engine/local-sharp/pixels/canvas.js";
import { isGifWhole } from "../../src/engine/local-sharp/pixels/gif-blocks.js";
import { sharpen } from "../../src/engine/local-sharp/pixels/sharpen.js";
import { toneTable } from "../../src/engine/local-sharp/pixels/tone-table.js";
import { anchored } from "../../src/engine/local-sharp/planner/anchored.js";
import { gravities } from "../../src/pipeline/index.js";
import { makePicture } from "../support/picture.js";
import { seed } from "../support/seed.js";

describe("tones", () => {
  test("round and clamp after every step", () => {
    const table = toneTable([
      { gain: 1.35, offset: 128 - 128 * 1.35 },
      { gain: 1, offset: -20 },
    ]);
    for (let value = 0; value < 256; value++) {
      const clamp = (x: number) => Math.min(255, Math.max(0, Math.round(x)));
      expect(table[value]).toBe(clamp(clamp((value - 128) * 1.35 + 128) - 20));
    }
  });
});

describe("sharpen", () => {
  const frames = fc
    .record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      channels: fc.constantFrom(3 as const, 4 as const),
    })
    .chain((size) =>
      fc
        .uint8Array({
          minLength: size.width * size.height * size.channels,
          maxLength: size.width * size.height * size.channels,
        })
        .map((data): Raw => ({ ...size, data: Buffer.from(data) })),
    );

  test("is value + amount * (value - mean) with alpha as the colours' weight, to within rounding", () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 50, max: 399 }), (frame, value) => {
        const got = sharpened(frame, value / 100);
        for (let y = 0; y < frame.height; y++)
          for (let x = 0; x < frame.width; x++)
            for (let c = 0; c < frame.channels; c++) {
              const at = (y * frame.width + x) * frame.channels + c;
              expect(Math.abs(got.data[at]! - slowly(frame, x, y, c, value / 100))).toBeLessThanOrEqual(0.5000001);
            }
      }),
      { seed, numRuns: 200 },
    );
  });

  test("leaves flat areas and all alpha exactly", () => {
    for (const color of [0, 1, 100, 254, 255])
      for (const amount of [0.5, 1, 3.99]) {
        const flat: Raw = { width: 5, height: 4, channels: 3, data: Buffer.alloc(60, color) };
        expect(sharpened(flat, amount).data.equals(flat.data)).toBe(true);
      }
  });

  test("grows over the whole range", () => {
    const data = Buffer.from([...Array(8).fill([90, 90, 90]), ...Array(8).fill([110, 110, 110])].flat());
    const edge: Raw = { width: 1, height: 16, channels: 3, data };
    const energies = [0.5, 1, 1.5, 2, 3, 3.99].map((amount) => {
      const out = sharpened(edge, amount).data;
      return out.reduce((sum, value, i) => sum + Math.abs(value - (out[i - 3] ?? value)), 0);
    });
    for (const [i, energy] of energies.entries()) if (i > 0) expect(energy).toBeGreaterThan(energies[i - 1]!);
  });
});

describe("the canvas", () => {
  const frame: Raw = { width: 3, height: 2, channels: 4, data: Buffer.from(Array.from({ length: 24 }, (_, i) => i)) };

  test("grows in an opaque colour, and the crop takes it back", () => {
    const large = extendFrame(frame, { op: "extend", left: 1, top: 2, right: 3, bottom: 4, color: "102030" });
    expect([large.width, large.height]).toEqual([7, 8]);
    expect([...large.data.subarray(0, 4)]).toEqual([0x10, 0x20, 0x30, 255]);
    expect([...large.data.subarray(-4)]).toEqual([0x10, 0x20, 0x30, 255]);
    const back = cropFrame(large, { op: "crop", x: 1, y: 2, width: 3, height: 2 });
    expect(back).toEqual(frame);
  });
});

describe("a watermark's place", () => {
  const place = { kind: "anchor", x: 10, y: 5, voffset: -3 } as const;

  test("is that of the specification's table for all nine anchors", () => {
    const box = { width: 31, height: 11 };
    const frame = { width: 200, height: 100 };
    expect(gravities.map((gravity) => Object.values(anchored({ ...place, gravity }, box, frame)))).toEqual([
      [10, 5],
      [84, 5],
      [159, 5],
      [10, 41],
      [84, 41],
      [159, 41],
      [10, 84],
      [84, 84],
      [159, 84],
    ]);
  });

  test("floors halves also where the box is larger than the frame", () => {
    expect(anchored({ ...place, gravity: "center" }, { width: 21, height: 21 }, { width: 10, height: 10 })).toEqual({
      x: -6,
      y: -9,
    });
  });
});

describe("a GIF", () => {
  test("is whole with or without its trailer, and not when a frame is cut", async () => {
    const bytes = await makePicture({ w: 40, h: 30, format: "gif", frames: 3 });
    expect(isGifWhole(bytes)).toBe(true);
    expect(isGifWhole(bytes.subarray(0, -1))).toBe(true);
    expect(isGifWhole(Buffer.concat([bytes, Buffer.from("junk behind it")]))).toBe(true);
    expect(isGifWhole(bytes.subarray(0, -3))).toBe(false);
    expect(isGifWhole(bytes.subarray(0, bytes.length >> 1))).toBe(false);
    expect(isGifWhole(bytes.subarray(0, 20))).toBe(false);
  });

  test("of any bytes is judged in time", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof isGifWhole(bytes)).toBe("boolean");
      }),
      { seed, numRuns: 2000 },
    );
  });
});

function sharpened(frame: Raw, amount: number): Raw {
  const copy = { ...frame, data: Buffer.from(frame.data) };
  sharpen(copy, amount);
  return copy;
}

/** Straight from the definition, in floating point. */
function slowly({ width, height, channels, data }: Raw, x: number, y: number, c: number, amount: number): number {
  const own = (y * width + x) * channels;
  if (c === 3) return data[own + 3]!;
  let sum = 0;
  let weight = 0;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const at = (clamp(y + dy, height - 1) * width + clamp(x + dx, width - 1)) * channels;
      const share = (2 - Math.abs(dx)) * (2 - Math.abs(dy)) * (channels === 4 ? data[at + 3]! : 1);
      sum += data[at + c]! * share;
      weight += share;
    }
  const value = data[own + c]!;
  return weight === 0 ? value : clamp(value + amount * (value - sum / weight), 255);
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}
