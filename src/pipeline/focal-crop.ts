import type { Frame, StepPlan } from "./action.js";
import type { Size } from "./header.js";
import { refuseLargeResize } from "./limits.js";
import type { Op } from "./op.js";
import { roundRatio } from "./round-ratio.js";

/** A place in a picture: 0 is its left or top border, 1 the right or bottom one. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface FocalCrop extends Size {
  readonly point: Point;
  /** Leave the frame as it is rather than enlarge it. */
  readonly limit: boolean;
}

/** Covers the box and cuts it out around the point, as near to its middle as the borders allow. Throws ImageTooLarge. */
export function focalCrop(frame: Frame, { width, height, point, limit }: FocalCrop): StepPlan {
  if ((limit || frame.animated) && (width > frame.width || height > frame.height)) return { ops: [] };
  const size = { width, height };
  refuseLargeResize(size);
  const widthLeads = width * frame.height >= height * frame.width;
  const outer = widthLeads
    ? { width, height: Math.max(height, roundRatio(frame.height * width, frame.width)) }
    : { width: Math.max(width, roundRatio(frame.width * height, frame.height)), height };
  const scale: Op = { op: "scale", ...outer };
  const crop: Op = {
    op: "crop",
    x: startAround(point.x, outer.width, width),
    y: startAround(point.y, outer.height, height),
    ...size,
  };
  return { ops: [scale, crop], size };
}

function startAround(share: number, outer: number, inner: number): number {
  return Math.min(outer - inner, Math.max(0, Math.round(share * outer - inner / 2)));
}
