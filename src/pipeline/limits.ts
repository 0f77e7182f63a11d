import { Failure } from "../base/failure.js";
import type { Format } from "./format.js";
import type { Header, Size } from "./header.js";

/** Limits of the image service that hold on every engine. Source: specification §5. */
export const limits = {
  sourceBytes: 20_971_520,
  /** px a side */
  sourceSide: 30_000,
  sourceSideTiff: 16_384,
  sourceSideAvif: 10_000,
  /** Width x height x frames. */
  sourcePixels: 250_000_000,
  turnSide: 4096,
  resizeSide: 16_384,
  resizeArea: 16_777_216,
  webpSide: 16_383,
  heicSide: 4096,
  avifWidth: 4096,
  avifArea: 9_437_184,
} as const;

const sideLimits: Partial<Record<Format, { readonly side: number; readonly ec: string }>> = {
  jpg: { side: limits.sourceSide, ec: "0040-00000019" },
  bmp: { side: limits.sourceSide, ec: "0040-00000017" },
  tiff: { side: limits.sourceSideTiff, ec: "0040-00000018" },
  avif: { side: limits.sourceSideAvif, ec: "0040-00000014" },
};

/** Throws ImageTooLarge for a file that is not read at all. */
export function refuseLargeFile(byteSize: number): void {
  if (byteSize > limits.sourceBytes)
    throw tooLarge("the source file", `${byteSize} bytes`, `${limits.sourceBytes} bytes`, "0040-00000001");
}

/** Throws ImageTooLarge for a source beyond the limits; `resizing` only chooses the sub-code. */
export function refuseLargeSource({ format, width, height, frames, byteSize }: Header, resizing: boolean): void {
  refuseLargeFile(byteSize);
  const { side, ec } = sideLimits[format] ?? { side: limits.sourceSide, ec: undefined };
  if (width > side || height > side)
    throw tooLarge("the source", `${width}x${height}`, `${side} px a side for ${format}`, ec);
  if (width * height * frames > limits.sourcePixels) {
    const got = `${width}x${height}${frames > 1 ? ` in ${frames} frames` : ""}`;
    throw tooLarge("the source", got, `${limits.sourcePixels} px in all`, resizing ? "0040-00000009" : "0040-00000012");
  }
}

/** Throws BadRequest when the frame is too large to be turned. Source: specification §11. */
export function refuseLargeTurn({ width, height }: Size): void {
  if (Math.max(width, height) > limits.turnSide)
    throw new Failure(
      "BadRequest",
      {
        reason: `Picture exceed the maximum allowable rotation range. It is ${width}x${height}, at most ${limits.turnSide} px a side can be turned.`,
      },
      { ec: "0040-00000006" },
    );
}

/** Throws ImageTooLarge for the result of a resize. Source: specification §5. */
export function refuseLargeResize({ width, height }: Size): void {
  if (width > limits.resizeSide || height > limits.resizeSide || width * height > limits.resizeArea)
    throw tooLarge(
      "the resized picture",
      `${width}x${height}`,
      `${limits.resizeSide} px a side and ${limits.resizeArea} px in all`,
      "0040-00000007",
    );
}

/** Throws ImageTooLarge when the format cannot hold the picture. */
export function refuseLargeResult(format: Format, { width, height }: Size): void {
  const got = `${width}x${height}`;
  const longer = Math.max(width, height);
  if (format === "webp" && longer > limits.webpSide)
    throw tooLarge("the WebP result", got, `${limits.webpSide} px a side`, "0040-00000011");
  if (format === "heic" && longer > limits.heicSide)
    throw tooLarge("the HEIC result", got, `${limits.heicSide} px a side`);
  if (format === "avif" && (width > limits.avifWidth || width * height > limits.avifArea))
    throw tooLarge(
      "the AVIF result",
      got,
      `${limits.avifWidth} px wide and ${limits.avifArea} px in all`,
      "0040-00000014",
    );
}

function tooLarge(what: string, got: string, limit: string, ec?: string): Failure<"ImageTooLarge"> {
  return new Failure("ImageTooLarge", { what, got, limit }, ec === undefined ? {} : { ec });
}
