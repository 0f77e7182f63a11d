import fc from "fast-check";
import { expect, test } from "vitest";
import { pangoMarkup } from "../../../src/engine/local-sharp/drawing/pango-markup.js";
import { plainLine } from "../../../src/engine/local-sharp/drawing/plain-line.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";

test.each([
  ["Hello 图片服务!", "Hello 图片服务!"],
  [`<b>&"q'</b>`, "&#60;b&#62;&#38;&#34;q&#39;&#60;/b&#62;"],
])("%s", (line, markup) => {
  expect(pangoMarkup(line)).toBe(markup);
});

test("no text makes an element, an unfinished entity or a control character", () => {
  // Code units of all kinds, so half characters too, and many that matter here.
  const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x7f }));
  const property = fc.property(fc.array(unit), (units) => {
    const rest = pangoMarkup(plainLine(String.fromCharCode(...units)) ?? "").replace(/&#(?:34|38|39|60|62);/g, "");
    return !/[&<>"'\p{Cc}\p{Cs}]/u.test(rest);
  });
  fc.assert(property, { seed, numRuns: scaled(10_000) });
});
