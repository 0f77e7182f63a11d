import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Which characters the shipped fonts have. */
export interface FontCoverage {
  /** True when the family has a glyph for the code point. */
  has(family: string, point: number): boolean;
  /** True when any family has. */
  hasAny(point: number): boolean;
}

interface Family {
  readonly family: string;
  /** First and last code point of each run, ascending. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** Reads the table that the build makes of the fonts in that folder. */
export function readFontCoverage(fontsDir: string): FontCoverage {
  const families = JSON.parse(readFileSync(join(fontsDir, "coverage.json"), "utf8")) as readonly Family[];
  const rangesOf = new Map(families.map(({ family, ranges }) => [family, ranges]));
  return {
    has: (family, point) => holds(rangesOf.get(family) ?? [], point),
    hasAny: (point) => families.some(({ ranges }) => holds(ranges, point)),
  };
}

function holds(ranges: Family["ranges"], point: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]![1] < point) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range[0] <= point;
}
