import { expect, test } from "vitest";
import { inkPoints, plainLine } from "../../../src/engine/local-sharp/drawing/plain-line.js";

test.each<[string, string, string | undefined]>([
  ["plain text", "Hello 图片服务!", "Hello 图片服务!"],
  ["marks of markup", `<b>&"q'</b>`, `<b>&"q'</b>`],
  ["controls and line breaks", "a\0b\tc\nd\u0085e\u2028f\u2029g\u007fh", "a b c d e f g h"],
  ["overrides of direction", "a\u202Eb\u2066c\u2069", "abc"],
  ["half a character", "a\ud800b", "a\uFFFDb"],
  ["a letter with its accent apart", "z\u0301", "\u017a"],
  ["blanks", " \u00a0\u3000", undefined],
  ["characters without a glyph of their own", "\u200b\u00ad\ufeff\u{e0041}", undefined],
  ["nothing", "", undefined],
])("%s", (_, text, line) => {
  expect(plainLine(text)).toBe(line);
});

test("blanks, joiners and selectors need no glyph", () => {
  expect(inkPoints("a \u3000b\u200d❤\ufe0f👍🏽")).toEqual([0x61, 0x62, 0x2764, 0x1f44d, 0x1f3fd]);
});
