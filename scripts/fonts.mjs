import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fontCoverage, fontFamily } from "./font-coverage.mjs";

/** The fonts that watermarks are drawn with: package, file within it, and its name in dist/fonts. All under OFL-1.1. */
const shipped = [
  ["noto-sans-sc", "NotoSansSC"],
  ["noto-sans", "NotoSans"],
  ["noto-sans-kr", "NotoSansKR"],
  ["noto-sans-arabic", "NotoSansArabic"],
  ["noto-sans-hebrew", "NotoSansHebrew"],
  ["noto-emoji", "NotoEmoji"],
].map(([folder, name]) => {
  const root = `node_modules/@expo-google-fonts/${folder}`;
  return {
    from: `${root}/400Regular/${name}_400Regular.ttf`,
    to: `${name}-Regular.ttf`,
    license: `${root}/LICENSE_FONT`,
  };
});

/** Signs above Arabic numbers that a font has and Pango, whose tables are older, draws as boxes all the same. */
const notDrawn = new Set([0x890, 0x891]);

/** What dist/fonts is made of. */
export const fontInputs = [
  ...shipped.flatMap(({ from, license }) => [from, license]),
  "scripts/fonts.mjs",
  "scripts/font-coverage.mjs",
];
export const fontOutputs = [...shipped.map(({ to }) => to), "coverage.json"];

/**
 * All files of dist/fonts by name: the fonts, the licence of each, and `coverage.json`, which says of each font what
 * characters it has, so that a text with another one can be refused before anything is drawn.
 */
export function fontFiles(root) {
  const files = new Map();
  const coverage = [];
  for (const { from, to, license } of shipped) {
    const font = readFileSync(join(root, from));
    files.set(to, font);
    files.set(to.replace("-Regular.ttf", "-LICENSE.txt"), readFileSync(join(root, license)));
    coverage.push({ family: fontFamily(font), ranges: fontCoverage(font, notDrawn) });
  }
  files.set("coverage.json", Buffer.from(`${JSON.stringify(coverage)}\n`));
  return files;
}
