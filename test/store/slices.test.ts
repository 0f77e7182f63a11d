import fc from "fast-check";
import { expect, test } from "vitest";
import { slicesOf } from "../../src/store/embedded/slices.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

test("the slices of any range hold its bytes, and none is empty", () => {
  const cases = fc.array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 6 }).chain((files) => {
    const length = files.join("").length;
    const place = fc.nat({ max: Math.max(length - 1, 0) });
    return fc.record({ files: fc.constant(files), range: fc.option(fc.tuple(place, place), { nil: undefined }) });
  });
  fc.assert(
    fc.property(cases, ({ files, range }) => {
      const whole = files.join("");
      const asked = range && { start: Math.min(...range), end: Math.max(...range) };
      const slices = slicesOf(
        files.map((blob) => ({ blob, byteSize: blob.length })),
        asked,
      );
      expect(slices.map(({ segment, range }) => segment.blob.slice(range.start, range.end + 1)).join("")).toBe(
        asked ? whole.slice(asked.start, asked.end + 1) : whole,
      );
      for (const { segment, range } of slices) {
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(segment.byteSize);
      }
    }),
    { numRuns: scaled(3_000), seed },
  );
});
