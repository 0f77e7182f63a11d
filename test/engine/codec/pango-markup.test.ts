import fc from "fast-check";
import { expect, test } from "vitest";
import { pangoMarkup } from "../../../src/engine/local-sharp/codec/pango-markup.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";

test.each<[string, string, string | undefined]>([
  ["plain text", "Hello 图片服务!", "Hello 图片服务!"],
  ["marks of markup", `<b>&"q'</b>`, "&#60;b&#62;&#38;&#34;q&#39;&#60;/b&#62;"],
  ["controls and line breaks", "a\0b\tc\nd\u0085e\u2028f\u2029g\u007fh", "a b c d e f g h"],
  ["overrides of direction", "a\u202Eb\u2066c\u2069", "abc"],
  ["half a character", "a\ud800b", "a\uFFFDb"],
  ["blanks", " \u00a0\u3000", undefined],
  ["characters without a glyph of their own", "\u200b\u00ad\ufeff\u{e0041}", undefined],
  ["nothing", "", undefined],
])("%s", (_, text, markup) => {
  expect(pangoMarkup(text)).toBe(markup);
});

test("no text makes an element, an unfinished entity or a control character", () => {
  // Code units of all kinds, so half characters too, and many that matter here.
  const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x7f }));
  const property = fc.property(fc.array(unit), (units) => {
    const rest = (pangoMarkup(String.fromCharCode(...units)) ?? "").replace(/&#(?:34|38|39|60|62);/g, "");
    return !/[&<>"'\p{Cc}\p{Cs}]/u.test(rest);
  });
  fc.assert(property, { seed, numRuns: scaled(10_000) });
});
