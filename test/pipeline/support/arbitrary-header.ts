import fc from "fast-check";
import { formats, type Header, type Insights, type Orientation } from "../../../src/pipeline/index.js";

/** Mostly a picture that can be worked on, sometimes one at or beyond the limits. */
const arbitrarySide = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 3000 }) },
  fc.integer({ min: 1, max: 30_000 }),
);

/** Any header that a file can have. */
export const arbitraryHeader: fc.Arbitrary<Header> = fc
  .record({
    format: fc.constantFrom(...formats),
    width: arbitrarySide,
    height: arbitrarySide,
    orientation: fc.integer({ min: 1, max: 8 }) as fc.Arbitrary<Orientation>,
    frames: fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 30 })),
    alpha: fc.boolean(),
    byteSize: fc.integer({ min: 1, max: 21_000_000 }),
  })
  .map((header) => ({ ...header, insights: seenIn(header) }));

/** A border around the middle of the upright picture, and somewhere to look. */
function seenIn({ width, height, orientation }: Pick<Header, "width" | "height" | "orientation">): Insights {
  const [across, down] = orientation >= 5 ? [height, width] : [width, height];
  const trim = { x: across >> 2, y: down >> 3, width: across - (across >> 1), height: down - (down >> 2) };
  return { ...nothingSeen, trim, attention: { x: 0.1, y: 0.9 }, entropy: { x: 0.6, y: 0.4 } };
}

const nothingSeen = { dominant: "000000", palette: [], thumbHash: "", blurHash: "", lqip: "", perceptualHash: "" };
