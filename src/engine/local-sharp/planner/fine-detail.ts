import type { Size } from "../../../pipeline/header.js";

/**
 * True when single pixels may matter: a small picture is often a large one scaled down, sharp to the pixel, whereas the
 * optics of a camera spread every edge over several of its pixels.
 */
export function hasFineDetail({ width, height }: Size): boolean {
  return width * height < 4_000_000;
}
