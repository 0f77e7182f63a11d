import { limits, type Size } from "../pipeline/index.js";
import { Fit } from "./inputs/simple-transform.js";

/** Widths of candidates where none are asked for and there is no transform, px: common screens, from phones to 4K. */
const screenWidths = [320, 640, 960, 1280, 1920, 2560, 3840];
/** Shares of the transform's own width where none are asked for. */
const shares = [0.25, 0.5, 0.75, 1, 1.5, 2, 3];

/** What the candidates of a picture are made from. */
export interface Base {
  /** The source, upright. */
  readonly source: Size;
  /** What the transform makes of it; the source where there is none. */
  readonly result: Size;
  /** How candidates are made of other sizes than that. */
  readonly scaling: Scaling;
}

/**
 * `source`: there is no transform. `box`: the transform fits the source to a box, which grows and shrinks with the candidate.
 * `result`: a candidate is the result made smaller.
 */
export type Scaling = { readonly by: "source" } | { readonly by: "box"; readonly fit: Fit } | { readonly by: "result" };

/** Width of the largest candidate, px: what the source gives without being enlarged further than the transform itself does, and may be made. Pure. */
export function largestWidth({ source, result, scaling }: Base): number {
  const { width, height } = result;
  const most = Math.min(
    Math.max(1, growth(source, result, scaling)),
    limits.resizeSide / Math.max(width, height),
    Math.sqrt(limits.resizeArea / (width * height)),
  );
  return Math.max(1, Math.floor(width * most));
}

/** How often the result's sides go into what the source gives. */
function growth(source: Size, result: Size, scaling: Scaling): number {
  switch (scaling.by) {
    case "source":
    case "result":
      return 1;
    case "box": {
      const ratios = [source.width / result.width, source.height / result.height];
      return scaling.fit === Fit.CONTAIN ? Math.max(...ratios) : Math.min(...ratios);
    }
  }
}

/** Widths of the candidates, px, ascending: those asked for that the source gives, else the largest one that it does. Pure. */
export function candidateWidths(base: Base, asked: readonly number[] | undefined): readonly number[] {
  const largest = largestWidth(base);
  const widths = asked ?? standardWidths(base);
  const given = widths.filter((width) => width >= 1 && width <= largest);
  // A list that the source ends early ends with all that there is of it.
  const isCut = given.length < widths.length;
  return [...new Set([...given, ...(isCut ? [largest] : [])])].sort((a, b) => a - b);
}

function standardWidths({ result, scaling }: Base): readonly number[] {
  if (scaling.by === "source") return screenWidths;
  return shares.map((share) => Math.round(result.width * share));
}
