import { Failure } from "../../../base/failure.js";
import type { TextLayer } from "../../../pipeline/op.js";
import type { FontCoverage } from "../drawing/font-coverage.js";
import { fontFamilies, shippedFamilies } from "../drawing/fonts.js";
import { inkPoints, plainLine } from "../drawing/plain-line.js";
import type { TextWork } from "../drawing/text.js";

/**
 * Decides what is drawn of a text and with which fonts. Throws InvalidArgument for a font outside the vendor's list, and
 * for a character that no shipped font has: it would be drawn as a box. Source: specification of image processing §16.2.
 */
export function typeset({ text, font, ...look }: TextLayer, coverage: FontCoverage): TextWork {
  if (!Object.hasOwn(fontFamilies, font))
    throw new Failure(
      "InvalidArgument",
      { name: "type", expected: `one of ${Object.keys(fontFamilies).join(" ")}`, got: font },
      { ec: "0040-00000251", where: { item: "type" } },
    );
  const line = plainLine(text);
  const points = line === undefined ? [] : inkPoints(line);
  const unknown = points.find((point) => !coverage.hasAny(point));
  if (unknown !== undefined)
    throw new Failure(
      "InvalidArgument",
      { name: "text", expected: "characters that a font of this gateway has", got: named(unknown) },
      { where: { item: "text" } },
    );
  return { ...look, line, families: familiesFor(points, coverage) };
}

/**
 * The order in which families are asked for a character. Noto Sans SC leads, for letters and quotation marks that go with
 * Chinese, unless it lacks a letter that Noto Sans has: then that one leads, so that a word is drawn in one hand.
 */
function familiesFor(points: readonly number[], coverage: FontCoverage): readonly string[] {
  const [chinese, letters, ...others] = shippedFamilies;
  const lacks = points.some((point) => !coverage.has(chinese, point) && coverage.has(letters, point));
  return lacks ? [letters, chinese, ...others] : shippedFamilies;
}

/** `U+1780 (ក)` */
function named(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")} (${String.fromCodePoint(point)})`;
}
