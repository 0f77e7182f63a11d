import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { fontFamilies, fontsConf, shippedFamilies } from "../../../src/engine/local-sharp/drawing/fonts.js";
import { watermarkFonts } from "../../../src/pipeline/index.js";
import { builtFonts, coverage } from "../support/coverage.js";

test("knows the vendor's seven fonts", () => {
  expect(Object.keys(fontFamilies)).toEqual([...watermarkFonts]);
  for (const family of Object.values(fontFamilies)) expect(shippedFamilies).toContain(family);
});

test("the fontconfig file names one folder and falls back to the shipped families", () => {
  const conf = fontsConf({ fontsDir: "/a & b/<fonts>", cacheDir: "/var/cache/x" });
  expect([...conf.matchAll(/<dir>(.*?)<\/dir>/g)].map(([, dir]) => dir)).toEqual(["/a &amp; b/&lt;fonts&gt;"]);
  expect(conf).toContain("<cachedir>/var/cache/x</cachedir>");
  for (const family of shippedFamilies) expect(conf).toContain(`<string>${family}</string>`);
  expect(conf).not.toContain("<include");
});

test("the build ships a font of every family, its licence, and what it covers", () => {
  const fonts = readdirSync(builtFonts).filter((name) => name.endsWith(".ttf"));
  expect(fonts).toHaveLength(shippedFamilies.length);
  for (const font of fonts) expect(readdirSync(builtFonts)).toContain(font.replace("-Regular.ttf", "-LICENSE.txt"));
  const samples = { "Noto Sans SC": "图", "Noto Sans": "ź", "Noto Sans KR": "한", "Noto Sans Arabic": "م" };
  for (const [family, letter] of Object.entries({ ...samples, "Noto Sans Hebrew": "ש", "Noto Emoji": "😀" }))
    expect(coverage().has(family, letter.codePointAt(0)!), family).toBe(true);
});

test.each(["E000", "1780", "10FFFF", "D800"])("no font has U+%s", (point) => {
  expect(coverage().hasAny(Number.parseInt(point, 16))).toBe(false);
});
