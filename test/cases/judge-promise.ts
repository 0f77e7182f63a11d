import { expect } from "vitest";
import { type Look, lightOf, look, pixelAt } from "../support/look.js";
import { colorAt, makePicture } from "../support/picture.js";
import type { Case } from "./case.js";
import { promises } from "./promises.js";

/** Checks what is promised of a case's result beyond its size and its probes. */
export async function judgePromise({ id, source }: Case, bytes: Buffer, seen: Look): Promise<void> {
  const { shows = [], light, progressive = false, textDrawn, smaller } = promises[id] ?? {};
  if (seen.format === "jpg") expect(seen.progressive, "progressive").toBe(progressive);
  for (const [x, y, fromX, fromY] of shows) {
    const got = pixelAt(seen, x, y);
    const expected = colorAt(source, fromX, fromY);
    // Red and green tell the place; blue is the chequer, which scaling smears.
    for (const i of [0, 1])
      expect(Math.abs((got[i] ?? 0) - (expected[i] ?? 0)), `${x},${y}: ${got} for ${expected}`).toBeLessThanOrEqual(12);
  }
  const file = await makePicture(source);
  if (smaller) expect(bytes.length * smaller).toBeLessThan(file.length);
  if (!light && !textDrawn) return;
  const original = await look(file);
  if (light) {
    const [is, was] = [lightOf(seen), lightOf(original)];
    expect(light(is, was), JSON.stringify({ is, was })).toBe(true);
  }
  if (textDrawn) {
    const { width, height } = seen;
    expect(largestChange(seen, original, 0, 0)).toBeLessThan(40);
    expect(largestChange(seen, original, width >> 1, height >> 1)).toBeGreaterThan(120);
  }
}

/** Of any channel, within the quarter of the picture that starts there. */
function largestChange(a: Look, b: Look, left: number, top: number): number {
  let largest = 0;
  for (let y = top; y < top + (a.height >> 1); y++)
    for (let x = left; x < left + (a.width >> 1); x++) {
      const [was, is] = [pixelAt(b, x, y), pixelAt(a, x, y)];
      for (const i of [0, 1, 2]) largest = Math.max(largest, Math.abs((is[i] ?? 0) - (was[i] ?? 0)));
    }
  return largest;
}
