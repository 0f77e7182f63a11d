import fc from "fast-check";
import { expect, test } from "vitest";
import { single, stampOver, tileOver } from "../../src/engine/local-sharp/drawing/stamp.js";
import { cropFrame } from "../../src/engine/local-sharp/pixels/canvas.js";
import { anchored } from "../../src/engine/local-sharp/planner/anchored.js";
import { visiblePart } from "../../src/engine/local-sharp/planner/visible-part.js";
import { gravities, type Placement } from "../../src/pipeline/index.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { anyRaw, anyRawOf, type Raw, type RawAlpha } from "./formats/pixels.js";

const anchor = (x: number, y: number): Placement => ({ kind: "anchor", gravity: "south-east", x, y, voffset: 0 });

test.each<[string, Placement, number, number, object | undefined]>([
  ["inside", anchor(10, 10), 20, 10, { x: 0, y: 0, width: 20, height: 10 }],
  ["over two borders", anchor(190, 95), 500, 400, { x: 490, y: 395, width: 10, height: 5 }],
  ["outside", anchor(200, 0), 20, 10, undefined],
  [
    "tiled, but only one copy shows",
    { kind: "tile", padX: 0, padY: 1 },
    300,
    99,
    { x: 0, y: 0, width: 200, height: 99 },
  ],
  ["tiled", { kind: "tile", padX: 0, padY: 0 }, 300, 99, { x: 0, y: 0, width: 300, height: 99 }],
])("%s", (_, place, width, height, expected) => {
  const part = visiblePart(place, { width, height }, { width: 200, height: 100 });
  if (expected) expect(part).toMatchObject(expected);
  else expect(part).toBeUndefined();
});

test("drawing what shows is drawing all", () => {
  const distance = fc.integer({ min: 0, max: 30 });
  const places: fc.Arbitrary<Placement> = fc.oneof(
    fc.record({
      kind: fc.constant("anchor" as const),
      gravity: fc.constantFrom(...gravities),
      x: distance,
      y: distance,
      voffset: fc.integer({ min: -30, max: 30 }),
    }),
    fc.record({ kind: fc.constant("tile" as const), padX: distance, padY: distance }),
  );
  const property = fc.property(anyRaw(16), anyRawOf(4, 24), places, (frame, layer, place) => {
    const whole = { ...frame, data: Buffer.from(frame.data) };
    draw(whole, layer, place);
    const part = visiblePart(place, layer, frame);
    if (part) draw(frame, cropFrame(layer, { op: "crop", ...part }) as RawAlpha, part.place);
    return whole.data.equals(frame.data);
  });
  fc.assert(property, { seed, numRuns: scaled(5_000) });
});

function draw(frame: Raw, layer: RawAlpha, place: Placement): void {
  if (place.kind === "tile") tileOver(frame, single(layer), place.padX, place.padY, 0.7);
  else {
    const { x, y } = anchored(place, layer, frame);
    stampOver(frame, single(layer), x, y, 0.7);
  }
}
