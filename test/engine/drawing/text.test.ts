import fc from "fast-check";
import type { SharpConstructor } from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fontFamilies } from "../../../src/engine/local-sharp/drawing/fonts.js";
import { renderText } from "../../../src/engine/local-sharp/drawing/text.js";
import { typeset } from "../../../src/engine/local-sharp/planner/typeset.js";
import type { TextLayer } from "../../../src/pipeline/op.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { pixel, type RawAlpha } from "../formats/pixels.js";
import { coverage } from "../support/coverage.js";
import { pinnedSharp } from "./pinned-sharp.js";

let sharp: SharpConstructor;
let close: () => void;
beforeAll(async () => {
  ({ sharp, close } = await pinnedSharp());
});
afterAll(() => close());

const plain: TextLayer = {
  text: "Hello 图片服务!",
  font: "wqy-zenhei",
  color: "AA1122",
  size: 40,
  shadow: 0,
  rotate: 0,
};
const render = (layer: Partial<TextLayer>) => renderText(sharp, typeset({ ...plain, ...layer }, coverage()));
/** What Pango draws for a character that no font has: a box around its number, of one size for each number of digits. */
const boxes = () =>
  Promise.all(["\uE000", "\u{10FFFE}"].map((line) => renderText(sharp, { ...typeset(plain, coverage()), line })));
const sizeOf = ({ width, height }: RawAlpha) => [width, height];
const alphaSum = ({ data }: RawAlpha) => data.reduce((sum, value, i) => (i % 4 === 3 ? sum + value : sum), 0);

/** The alpha of the outermost pixels, and the size. */
function border(layer: RawAlpha): number[] {
  const { width, height } = layer;
  const across = Array.from({ length: width }, (_, x) => [pixel(layer, x, 0)[3]!, pixel(layer, x, height - 1)[3]!]);
  const down = Array.from({ length: height }, (_, y) => [pixel(layer, 0, y)[3]!, pixel(layer, width - 1, y)[3]!]);
  return [width, height, ...across.flat(), ...down.flat()];
}

function expectSame(layer: RawAlpha, other: RawAlpha): void {
  expect(sizeOf(layer)).toEqual(sizeOf(other));
  expect(layer.data.equals(other.data)).toBe(true);
}

describe("glyphs", () => {
  test.each([
    [40, 34, 35],
    [100, 84, 87],
  ])("at %d px to the em the ink of one character is %d x %d", async (size, width, height) => {
    expect(sizeOf(await render({ text: "国", size }))).toEqual([width, height]);
  });

  test.each<[string, string]>([
    ["Latin", "Hgłőčřșźẓé!?@€"],
    ["Cyrillic", "ЖщёїђґӘ"],
    ["Greek", "Ωψέύἀ"],
    ["Han", "图片服务国繁體"],
    ["kana", "かカゞー"],
    ["Hangul", "한국어뷁ㄱ"],
    ["Arabic", "مرحباپگ"],
    ["Hebrew", "שלוםץ"],
    ["Devanagari", "नमसकष"],
    ["emoji", "😀🎉❤👍🧿"],
    ["symbols", "■①→∑★"],
  ])("no character of %s is drawn as a box", async (_, text) => {
    const missing = (await boxes()).map((box) => border(box).join());
    for (const letter of text) expect(missing, letter).not.toContain(border(await render({ text: letter })).join());
  });

  test("no character that the table of the fonts has is drawn as a box", async () => {
    const missing = (await boxes()).map((box) => border(box).join());
    const points = fc.sample(fc.integer({ min: 0x21, max: 0x2ffff }).filter(coverage().hasAny), {
      seed,
      numRuns: scaled(3000),
    });
    for (const point of points) {
      const letter = String.fromCodePoint(point);
      expect(missing, `U+${point.toString(16)}`).not.toContain(border(await render({ text: letter })).join());
    }
  });

  test("letters of Arabic join, and a line of them runs from the right", async () => {
    const [joined, apart] = [await render({ text: "بببب" }), await render({ text: "ب\u200cب\u200cب\u200cب" })];
    expect(joined.width).toBeLessThan(0.9 * apart.width);
    const [arabic, mixed] = [await render({ text: "ا" }), await render({ text: "ا■" })];
    // The stroke comes first, so it stands at the right end.
    expect(pixel(mixed, mixed.width - (arabic.width >> 1), mixed.height >> 1)[3]).toBeGreaterThan(100);
    expect(pixel(mixed, 2, mixed.height >> 1)[3]).toBe(255);
  });

  test("accents stand on their letters", async () => {
    for (const [letter, bare] of [
      ["ź", "z"],
      ["έ", "ε"],
      ["š", "s"],
    ] as const) {
      const [accented, plain] = [await render({ text: letter }), await render({ text: bare })];
      expect(accented.width, letter).toBeLessThan(1.3 * plain.width);
      expect(accented.height, letter).toBeGreaterThan(plain.height);
    }
  });

  test("all fonts of the vendor draw, and alike", async () => {
    const layers = await Promise.all(Object.keys(fontFamilies).map((font) => render({ font })));
    for (const layer of layers) expectSame(layer, layers[0]!);
  });
});

describe("what is written is what is drawn", () => {
  test.each<[string, string, string]>([
    ["a control character is a blank", "a\u0007b", "a b"],
    ["a line break is a blank", "a\nb", "a b"],
    ["an override of direction is nothing", "a\u202Ebc", "abc"],
    ["blanks at the ends leave no ink", "  abc ", "abc"],
  ])("%s", async (_, text, same) => {
    expectSame(await render({ text }), await render({ text: same }));
  });

  test("markup is drawn, not obeyed", async () => {
    const [markup, word] = [await render({ text: `<span size="99999">&amp;'` }), await render({ text: "span" })];
    expect(markup.width).toBeGreaterThan(2 * word.width);
    expect(markup.height).toBeLessThan(60);
  });

  test.each([" ", "\u3000", "\u200b"])("%j gives one transparent pixel", async (text) => {
    expect(await render({ text })).toEqual({ width: 1, height: 1, channels: 4, data: Buffer.alloc(4) });
  });
});

test("every pixel with ink has the colour, and the ink is opaque within", async () => {
  const { data } = await render({ text: "■" });
  const colors = new Set<string>();
  let most = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 0) continue;
    colors.add(data.subarray(i, i + 3).toString("hex"));
    most = Math.max(most, data[i + 3]!);
  }
  expect([...colors]).toEqual(["aa1122"]);
  expect(most).toBe(255);
});

describe("shadow", () => {
  test("lies to the lower right, under the text", async () => {
    const [bare, cast] = [await render({ text: "■" }), await render({ text: "■", shadow: 1 })];
    expect(cast.width).toBeGreaterThan(bare.width);
    expect(cast.height).toBeGreaterThan(bare.height);
    const column = Array.from({ length: cast.width }, (_, x) => pixel(cast, x, cast.height >> 1));
    const firstInk = column.findIndex(([red]) => red === 0xaa);
    const lastInk = column.findLastIndex(([red]) => red === 0xaa);
    expect(column.slice(firstInk, lastInk + 1).every(([red, , , alpha]) => red! > 0 && alpha === 255)).toBe(true);
    // Just outside, right is darker than left.
    expect(column[lastInk + 2]!.slice(0, 3)).toEqual([0, 0, 0]);
    expect(column[lastInk + 2]![3]).toBeGreaterThan((column[firstInk - 2]?.[3] ?? 0) + 50);
  });

  test("grows with its opacity", async () => {
    const sums = await Promise.all([0.01, 0.25, 0.5, 1].map(async (shadow) => alphaSum(await render({ shadow }))));
    expect(sums.toSorted((a, b) => a - b)).toEqual(sums);
    expect(new Set(sums).size).toBe(4);
  });

  test("is there at the smallest size too", async () => {
    const [bare, cast] = [await render({ size: 1 }), await render({ size: 1, shadow: 1 })];
    expect(alphaSum(cast)).toBeGreaterThan(alphaSum(bare));
  });
});

describe("rotation", () => {
  test("of 90 degrees is exact and clockwise", async () => {
    const [straight, turned] = [await render({}), await render({ rotate: 90 })];
    expect(sizeOf(turned)).toEqual([straight.height, straight.width]);
    for (let y = 0; y < straight.height; y++)
      for (let x = 0; x < straight.width; x++)
        if (pixel(turned, straight.height - 1 - y, x)[3] !== pixel(straight, x, y)[3]) expect.fail(`at ${x}, ${y}`);
  });

  test("of 360 degrees is none", async () => {
    expectSame(await render({ rotate: 360 }), await render({}));
  });

  test("of any angle gives the box around the text, in the text's own colour to the edge", async () => {
    const [straight, turned] = [await render({}), await render({ rotate: 30 })];
    const [cos, sin] = [Math.cos(Math.PI / 6), 0.5];
    expect(Math.abs(turned.width - (straight.width * cos + straight.height * sin))).toBeLessThanOrEqual(1);
    expect(Math.abs(turned.height - (straight.width * sin + straight.height * cos))).toBeLessThanOrEqual(1);
    for (let i = 0; i < turned.data.length; i += 4)
      if (turned.data[i + 3] !== 0 && turned.data[i] !== 0xaa) expect.fail(`a dark edge at byte ${i}`);
  });
});

test.each([
  [0, 0],
  [0.5, 45],
])("the widest text of the largest size keeps the limits (shadow %d, rotated by %d)", async (shadow, rotate) => {
  // Turned, the second does not fit even once.
  for (const [text, least] of [
    ["W".repeat(64), 2500],
    ["\uFDFD".repeat(21), 1],
  ] as const) {
    const { width, height } = await render({ text, size: 1000, shadow, rotate });
    expect(Math.max(width, height)).toBeLessThanOrEqual(16_384);
    expect(width * height).toBeLessThanOrEqual(4096 * 4096);
    expect(width).toBeGreaterThanOrEqual(least);
  }
});

test("the same text gives the same bytes, also when several are drawn at once", async () => {
  const layers = await Promise.all(Array.from({ length: 8 }, () => render({ shadow: 0.3, rotate: 12 })));
  for (const layer of layers) expectSame(layer, layers[0]!);
});
