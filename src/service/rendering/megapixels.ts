import type { Header } from "../../pipeline/header.js";

/** All pixels of a picture, frames included, in millions. Pure. */
export function megapixels({ width, height, frames }: Pick<Header, "width" | "height" | "frames">): number {
  return (width * height * frames) / 1_000_000;
}
