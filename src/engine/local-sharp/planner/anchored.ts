import type { Size } from "../../../pipeline/header.js";
import type { Placement } from "../../../pipeline/op.js";

type Anchor = Extract<Placement, { readonly kind: "anchor" }>;

/** Top left corner of a watermark's box; halves floored, also off the frame. Source: specification §16.1. */
export function anchored({ gravity, x, y, voffset }: Anchor, box: Size, frame: Size): { x: number; y: number } {
  const right = frame.width - box.width;
  const bottom = frame.height - box.height;
  const centre = Math.floor(right / 2);
  const middle = Math.floor(bottom / 2) + voffset;
  switch (gravity) {
    case "north-west":
      return { x, y };
    case "north":
      return { x: centre, y };
    case "north-east":
      return { x: right - x, y };
    case "west":
      return { x, y: middle };
    case "center":
      return { x: centre, y: middle };
    case "east":
      return { x: right - x, y: middle };
    case "south-west":
      return { x, y: bottom - y };
    case "south":
      return { x: centre, y: bottom - y };
    case "south-east":
      return { x: right - x, y: bottom - y };
  }
}
