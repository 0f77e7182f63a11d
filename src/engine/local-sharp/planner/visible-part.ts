import type { Size } from "../../../pipeline/header.js";
import type { Placement } from "../../../pipeline/op.js";
import { anchored } from "./anchored.js";

/** The part of a watermark's box that lies on the frame, and where. */
export interface VisiblePart extends Size {
  /** Top left within the box. */
  readonly x: number;
  readonly y: number;
  readonly place: Placement;
}

/**
 * What of a box shows on a frame, so that the rest need not be made: the box itself where it is tiled more than once,
 * `undefined` where it lies wholly outside.
 */
export function visiblePart(place: Placement, box: Size, frame: Size): VisiblePart | undefined {
  const at = cornerOf(place, box, frame);
  if (!at) return { x: 0, y: 0, width: box.width, height: box.height, place };
  const left = Math.max(0, at.x);
  const top = Math.max(0, at.y);
  const width = Math.min(frame.width, at.x + box.width) - left;
  const height = Math.min(frame.height, at.y + box.height) - top;
  if (width <= 0 || height <= 0) return undefined;
  return {
    x: left - at.x,
    y: top - at.y,
    width,
    height,
    place: { kind: "anchor", gravity: "north-west", x: left, y: top, voffset: 0 },
  };
}

/** The box's top left on the frame; `undefined` when copies of it show too. */
function cornerOf(place: Placement, box: Size, frame: Size): { x: number; y: number } | undefined {
  if (place.kind === "anchor") return anchored(place, box, frame);
  const once = box.width + place.padX >= frame.width && box.height + place.padY >= frame.height;
  return once ? { x: 0, y: 0 } : undefined;
}
