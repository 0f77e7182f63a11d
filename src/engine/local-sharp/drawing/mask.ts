import type { RawAlpha } from "../../formats/raw.js";

/**
 * Multiplies the alpha of the frame, in place, with an antialiased shape that fills it: the inscribed circle (`radius` is
 * not used), or the rectangle whose corners are rounded by `radius` px (more than half the shorter side acts as that half).
 * The cover of a pixel is radius - distance of its centre + 1/2, clamped to 0..1; pixels without cover become 0,0,0,0.
 * Only pixels that the shape does not wholly cover are visited. Source: specification of image processing §9, §10.
 */
export function applyMask(frame: RawAlpha, shape: "circle" | "rounded", radius: number): void {
  const { width, height } = frame;
  const half = Math.min(width, height) / 2;
  const circle = shape === "circle";
  const reach = circle ? half : Math.min(radius, half);
  const centres: Centres = circle
    ? { left: width / 2, right: width / 2, top: height / 2, bottom: height / 2 }
    : { left: reach, right: width - reach, top: reach, bottom: height - reach };
  for (let y = 0; y < height; y++) {
    const dy = Math.max(centres.top - (y + 0.5), y + 0.5 - centres.bottom, 0);
    // Between the corners of a rectangle a row is covered from end to end; a circle has no such rows.
    if (circle || dy > 0) maskRow(frame, y, dy, reach, centres);
  }
}

/** The centres of the four corner arcs, in px from the frame's top left; a circle's four are one point. */
interface Centres {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Walks inwards from both ends of a row until the cover is whole. */
function maskRow({ width, data }: RawAlpha, y: number, dy: number, reach: number, { left, right }: Centres): void {
  const row = y * width * 4;
  for (let x = 0; x + 0.5 <= left; x++) if (cover(data, row + x * 4, reach, left - (x + 0.5), dy)) break;
  for (let x = width - 1; x + 0.5 > right; x--) if (cover(data, row + x * 4, reach, x + 0.5 - right, dy)) break;
}

/** Applies the shape to one pixel; true when it is wholly inside. */
function cover(data: Buffer, at: number, reach: number, dx: number, dy: number): boolean {
  const part = reach - Math.sqrt(dx * dx + dy * dy) + 0.5;
  if (part >= 1) return true;
  if (part <= 0) data[at] = data[at + 1] = data[at + 2] = data[at + 3] = 0;
  else data[at + 3] = Math.round(data[at + 3]! * part);
  return false;
}
