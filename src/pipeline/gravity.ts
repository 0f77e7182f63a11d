import type { Size } from "./header.js";
import { type Gravity, gravities } from "./op.js";
import { choice, type Param } from "./param.js";

const wire: Readonly<Record<Gravity, string>> = {
  "north-west": "nw",
  north: "north",
  "north-east": "ne",
  west: "west",
  center: "center",
  east: "east",
  "south-west": "sw",
  south: "south",
  "south-east": "se",
};

/** The item `g`: one of the nine places. */
export function gravityItem(
  doc: string,
  options: { default: Gravity; ec: string; remoteOnly?: readonly string[] },
): Param<Gravity, false> {
  return choice("g", "Gravity", wire, doc, options);
}

/** Top left corner of a region aligned to an edge or corner of the frame; halves floored, never negative. Source: specification §7. */
export function regionOrigin(gravity: Gravity, region: Size, frame: Size): { readonly x: number; readonly y: number } {
  const share = gravityShares(gravity);
  return {
    x: Math.max(0, Math.floor((frame.width - region.width) * share.x)),
    y: Math.max(0, Math.floor((frame.height - region.height) * share.y)),
  };
}

/** Left 0, middle 0.5, right 1, and the same from top to bottom. */
function gravityShares(gravity: Gravity): { readonly x: number; readonly y: number } {
  const place = gravities.indexOf(gravity);
  return { x: (place % 3) / 2, y: Math.floor(place / 3) / 2 };
}
