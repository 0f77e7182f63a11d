import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bmpHeader, decodeBmp, encodeBmp } from "../../../src/engine/formats/bmp.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { bmpFile, windows3 } from "./bmp-file.js";
import { anyRaw, filled } from "./pixels.js";

const red = [255, 0, 0];
const green = [0, 255, 0];
const blue = [0, 0, 255];
const white = [255, 255, 255];
const palette = [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0];

describe("decodes", () => {
  const v4 = (masks: number[], bits: number) =>
    windows3({ width: 2, height: 1, bits, compression: 3, headerBytes: 108, masks });
  test.each<[string, Buffer, number[]]>([
    [
      "24 bits, lowest row first",
      bmpFile(windows3({ width: 1, height: 2, bits: 24 }), [0, 0, 255, 0, 255, 0, 0, 0]),
      [...blue, ...red],
    ],
    [
      "24 bits, highest row first",
      bmpFile(windows3({ width: 1, height: -2, bits: 24 }), [0, 0, 255, 0, 255, 0, 0, 0]),
      [...red, ...blue],
    ],
    ["a last row without padding", bmpFile(windows3({ width: 1, height: 1, bits: 24 }), [0, 255, 0]), green],
    ["OS/2 header, 24 bits", bmpFile([12, 0, 0, 0, 1, 0, 1, 0, 1, 0, 24, 0], [255, 0, 0, 0]), blue],
    [
      "OS/2 header, palette of three bytes",
      bmpFile([12, 0, 0, 0, 2, 0, 1, 0, 1, 0, 1, 0], [0x40, 0, 0, 0], [0, 0, 255, 255, 255, 255]),
      [...red, ...white],
    ],
    [
      "1 bit",
      bmpFile(windows3({ width: 9, height: 1, bits: 1, colors: 2 }), [0x80, 0x80, 0, 0], palette),
      [green, red, red, red, red, red, red, red, green].flat(),
    ],
    [
      "2 bits",
      bmpFile(windows3({ width: 4, height: 1, bits: 2 }), [0b00011011, 0, 0, 0], palette),
      [red, green, blue, white].flat(),
    ],
    [
      "4 bits",
      bmpFile(windows3({ width: 3, height: 1, bits: 4, colors: 4 }), [0x23, 0x10, 0, 0], palette),
      [blue, white, green].flat(),
    ],
    [
      "8 bits",
      bmpFile(windows3({ width: 2, height: 1, bits: 8, colors: 4 }), [3, 0, 0, 0], palette),
      [white, red].flat(),
    ],
    [
      "run lengths of 8 bits: a run, single pixels with padding, the end of a row",
      bmpFile(
        windows3({ width: 5, height: 2, bits: 8, compression: 1, colors: 4 }),
        [2, 1, 0, 3, 2, 3, 0, 0xaa, 0, 0, 5, 2, 0, 1],
        palette,
      ),
      [blue, blue, blue, blue, blue, green, green, blue, white, red].flat(),
    ],
    [
      "run lengths of 4 bits: two colours in turn, single pixels, a run beyond the row",
      bmpFile(
        windows3({ width: 4, height: 2, bits: 4, compression: 2, colors: 4 }),
        [3, 0x12, 0, 0, 0, 3, 0x32, 0x10, 4, 0x33, 0, 1],
        palette,
      ),
      [white, blue, green, white, green, blue, green, red].flat(),
    ],
    [
      "a jump over pixels, which have colour 0, and an early end",
      bmpFile(
        windows3({ width: 3, height: 3, bits: 8, compression: 1, colors: 4 }),
        [1, 1, 0, 2, 1, 1, 1, 3, 0, 1],
        palette,
      ),
      [red, red, red, red, red, white, green, red, red].flat(),
    ],
    [
      "run lengths under an OS/2 2 header, without a mark of the end",
      bmpFile(windows3({ width: 2, height: 1, bits: 8, compression: 1, colors: 4, headerBytes: 64 }), [2, 3], palette),
      [white, white].flat(),
    ],
    [
      "16 bits, 5-5-5",
      bmpFile(windows3({ width: 2, height: 1, bits: 16 }), [0x00, 0x7c, 0x83, 0x90]),
      [255, 0, 0, 33, 33, 25],
    ],
    [
      "16 bits, 5-6-5",
      bmpFile(
        windows3({ width: 2, height: 1, bits: 16, compression: 3 }),
        [0xe0, 0x07, 0x1f, 0xf8],
        [0, 0xf8, 0, 0, 0xe0, 7, 0, 0, 0x1f, 0, 0, 0],
      ),
      [0, 255, 0, 255, 0, 255],
    ],
    [
      "16 bits, 4-4-4-4 with alpha",
      bmpFile(v4([0x0f00, 0x00f0, 0x000f, 0xf000], 16), [0x21, 0x83, 0xff, 0x0f]),
      [51, 34, 17, 136, 255, 255, 255, 0],
    ],
    [
      "32 bits without masks, fourth byte ignored",
      bmpFile(windows3({ width: 1, height: 1, bits: 32 }), [0, 255, 0, 7]),
      green,
    ],
    [
      "32 bits with alpha in the highest byte",
      bmpFile(v4([0xff0000, 0xff00, 0xff, 0xff000000], 32), [0, 0, 255, 128, 0, 255, 0, 0]),
      [...red, 128, ...green, 0],
    ],
    [
      "10 bits a channel, 2 of alpha",
      bmpFile(v4([0x3ff00000, 0xffc00, 0x3ff, 0xc0000000], 32), [0xff, 3, 0, 0x40, 0, 0, 0xf0, 0xff]),
      [0, 0, 255, 85, 255, 0, 0, 255],
    ],
  ])("%s", (_, file, pixels) => {
    const { width, height, channels, data } = decodeBmp(file);
    expect([...data]).toEqual(pixels);
    expect(bmpHeader(file)).toEqual({ width, height, alpha: channels === 4 });
  });
});

describe("refuses", () => {
  test("a picture in run lengths that a few bytes announce too large, before any memory is taken", () => {
    const file = bmpFile(
      windows3({ width: 30_000, height: 30_000, bits: 8, compression: 1, colors: 5 }),
      [0, 1],
      palette,
    );
    expect(() => decodeBmp(file)).toThrow(expect.objectContaining({ code: "ImageTooLarge", ec: "0040-00000012" }));
  });

  const small = { width: 1, height: 1, bits: 24 };
  test.each<[string, Buffer, string]>([
    ["an empty file", Buffer.alloc(0), "ImageDamage"],
    ["other letters at the start", Buffer.from(bmpFile(windows3(small), [0, 0, 0, 0]).fill("X", 0, 1)), "ImageDamage"],
    ["a header of an unknown size", bmpFile([41, ...windows3(small).slice(1), 0], [0, 0, 0, 0]), "ImageDamage"],
    ["a header cut short", bmpFile(windows3(small), []).subarray(0, 40), "ImageDamage"],
    ["no width", bmpFile(windows3({ ...small, width: 0 }), [0, 0, 0, 0]), "ImageDamage"],
    ["a negative width", bmpFile(windows3({ ...small, width: -1 }), [0, 0, 0, 0]), "ImageDamage"],
    ["no height", bmpFile(windows3({ ...small, height: 0 }), [0, 0, 0, 0]), "ImageDamage"],
    ["7 bits a pixel", bmpFile(windows3({ ...small, bits: 7 }), [0, 0, 0, 0]), "ImageDamage"],
    [
      "bit fields with 24 bits",
      bmpFile(windows3({ ...small, compression: 3 }), [0, 0, 0, 0], Array(12).fill(0)),
      "ImageDamage",
    ],
    [
      "scattered bit fields",
      bmpFile(windows3({ ...small, bits: 32, compression: 3 }), [0, 0, 0, 0], [5, ...Array(11).fill(0)]),
      "ImageDamage",
    ],
    ["pixels that start in the header", bmpFile(windows3(small), [0, 0, 0, 0]).fill(53, 10, 11), "ImageDamage"],
    [
      "run lengths of 8 bits with 4 bits a pixel",
      bmpFile(windows3({ ...small, bits: 4, compression: 1 }), [1, 0, 0, 1], palette),
      "ImageDamage",
    ],
    ["an embedded PNG", bmpFile(windows3({ ...small, bits: 0, compression: 5 }), [0, 0, 0, 0]), "BadRequest"],
    [
      "the codes of OS/2 2",
      bmpFile(windows3({ ...small, headerBytes: 64, compression: 3 }), [0, 0, 0, 0]),
      "BadRequest",
    ],
  ])("%s", (_, file, code) => {
    expect(() => bmpHeader(file)).toThrow(expect.objectContaining({ code }));
    expect(() => decodeBmp(file)).toThrow(expect.objectContaining({ code }));
  });

  test.each<[string, Buffer]>([
    ["a file that ends one byte early", bmpFile(windows3({ width: 2, height: 2, bits: 24 }), Array(13).fill(0))],
    [
      "a frame far larger than the file",
      bmpFile(windows3({ width: 2 ** 31 - 1, height: 2 ** 31 - 1, bits: 32 }), [0, 0, 0, 0]),
    ],
    ["a colour that is not in the palette", bmpFile(windows3({ ...small, bits: 8, colors: 4 }), [4, 0, 0, 0], palette)],
    [
      "run lengths that end within a row",
      bmpFile(windows3({ width: 3, height: 1, bits: 8, compression: 1, colors: 4 }), [1, 0, 0, 5, 1], palette),
    ],
    [
      "run lengths with a colour that is not in the palette",
      bmpFile(windows3({ ...small, bits: 8, compression: 1, colors: 4 }), [1, 4, 0, 1], palette),
    ],
    ["a palette that reaches into the pixels", bmpFile(windows3({ ...small, bits: 8 }), [4, 0, 0, 0], palette)],
  ])("the pixels, not the header, of %s", (_, file) => {
    expect(bmpHeader(file).alpha).toBe(false);
    expect(() => decodeBmp(file)).toThrow(expect.objectContaining({ code: "ImageDamage" }));
  });
});

describe("encodes", () => {
  test("24 bits when every pixel is opaque, rows padded to four bytes", () => {
    const file = encodeBmp(filled(3, 2, [1, 2, 3, 255]));
    expect(file.length).toBe(54 + 2 * 12);
    expect([file.readUInt32LE(2), file.readUInt32LE(10), file.readUInt16LE(28)]).toEqual([file.length, 54, 24]);
    expect(decodeBmp(file)).toEqual(filled(3, 2, [1, 2, 3]));
  });

  test("32 bits under a version 4 header when alpha remains", () => {
    const file = encodeBmp(filled(3, 2, [1, 2, 3, 254]));
    expect(file.length).toBe(122 + 2 * 12);
    expect([file.readUInt32LE(14), file.readUInt16LE(28), file.readUInt32LE(66)]).toEqual([108, 32, 0xff000000]);
    expect(decodeBmp(file)).toEqual(filled(3, 2, [1, 2, 3, 254]));
  });

  test("what it decodes to: the same pixels, without an alpha channel that says nothing", () => {
    const property = fc.property(anyRaw(17), (raw) => {
      const opaque = raw.channels === 3 || raw.data.every((value, i) => i % 4 !== 3 || value === 255);
      const back = decodeBmp(encodeBmp(raw));
      expect(back.channels).toBe(opaque ? 3 : 4);
      expect(back.data.equals(raw.data) && back.width === raw.width && back.height === raw.height).toBe(true);
    });
    fc.assert(property, { seed, numRuns: scaled(2_000) });
  });
});
