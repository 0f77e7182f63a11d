import { action, type Frame, type StepPlan } from "../action.js";
import type { Size } from "../header.js";
import { limits, refuseLargeResize } from "../limits.js";
import type { Op } from "../op.js";
import { choice, color, flag, int, invalid } from "../param.js";
import { roundRatio } from "../round-ratio.js";

const side = { min: 1, max: limits.resizeSide, unit: "px" };

export const resize = action({
  name: "resize",
  form: "keyed",
  role: "pixels",
  doc: "Scales the frame to a box. Every mode but FIXED keeps the aspect ratio.",
  source: "OSS manual, resize images; specification §6",
  params: {
    mode: choice(
      "m",
      "ResizeMode",
      { lfit: "lfit", mfit: "mfit", fill: "fill", pad: "pad", fixed: "fixed" },
      "How the frame meets the box.",
      { default: "lfit", ec: "311" },
    ),
    width: int("w", side, "Width of the box.", { ec: "312" }),
    height: int("h", side, "Height of the box.", { ec: "313" }),
    longSide: int("l", side, "Target of the longer side; ignored beside width or height.", { ec: "314" }),
    shortSide: int("s", side, "Target of the shorter side; ignored beside width or height.", { ec: "315" }),
    percent: int(
      "p",
      { min: 1, max: 1000, unit: "%" },
      "Scales both sides; ignored beside any other target, knows no mode and no limit.",
      { ec: "317" },
    ),
    share: int(
      "P",
      { min: 1, max: 100, unit: "% of the main picture" },
      "Fits an image watermark into that share of the picture it stands on.",
      { only: "mark" },
    ),
    limit: flag("limit", "Leave the frame as it is rather than enlarge it.", { default: true, ec: "319" }),
    color: color("color", "Colour of the canvas that PAD adds.", { default: "FFFFFF", ec: "318" }),
  },
  oneOf: ["width", "height", "longSide", "shortSide", "percent", "share"],
  missing: { code: "MissingArgument", ec: "322" },

  precheck(items) {
    const isZero = (key: string) => /^-?0+$/.test(items.get(key) ?? "");
    if (isZero("w") && isZero("h")) throw invalid("w", "0", "a side of at least 1 px", "321");
  },

  simplify({ mode, width, height, longSide, shortSide, percent, share, limit, color }) {
    if (share !== undefined) return { share };
    const bySides = width !== undefined || height !== undefined;
    const byLongShort = !bySides && (longSide !== undefined || shortSide !== undefined);
    if (!bySides && !byLongShort) return { ...(percent !== undefined && { percent }) };
    return {
      ...(mode !== undefined && { mode }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
      ...(byLongShort && longSide !== undefined && { longSide }),
      ...(byLongShort && shortSide !== undefined && { shortSide }),
      ...(limit !== undefined && { limit }),
      ...(mode === "pad" && color !== undefined && { color }),
    };
  },

  frames: "all frames are kept, unless only a percentage is given",
  keepsAnimation: ({ width, height, longSide, shortSide, percent }) =>
    percent === undefined || [width, height, longSide, shortSide].some((target) => target !== undefined),

  plan(args, frame) {
    const { mode = "lfit", percent, share, limit = true } = args;
    if (share !== undefined && frame.main)
      return scaled(frame, fitted(frame, byPercent(frame.main, share), "inside"), false);
    const box = boxOf(args, frame);
    if (!box) return scaled(frame, byPercent(frame, percent ?? 100), false);
    // An animation is never enlarged, whatever `limit` says.
    if ((limit || frame.animated) && enlarges(mode, box, frame)) return { ops: [] };
    switch (mode) {
      case "lfit":
        return scaled(frame, fitted(frame, box, "inside"), frame.animated);
      case "mfit":
        return scaled(frame, fitted(frame, box, "outside"), frame.animated);
      case "fixed":
        return scaled(frame, full(box), frame.animated);
      case "fill": {
        const outer = fitted(frame, box, "outside");
        const size = full(box);
        const crop: Op = {
          op: "crop",
          x: Math.floor((outer.width - size.width) / 2),
          y: Math.floor((outer.height - size.height) / 2),
          ...size,
        };
        return { ops: [{ op: "scale", ...outer }, crop], size: checked(size) };
      }
      case "pad": {
        const inner = fitted(frame, box, "inside");
        const size = full(box);
        const left = Math.floor((size.width - inner.width) / 2);
        const top = Math.floor((size.height - inner.height) / 2);
        const extend: Op = {
          op: "extend",
          left,
          top,
          right: size.width - inner.width - left,
          bottom: size.height - inner.height - top,
          color: args.color ?? "FFFFFF",
        };
        return { ops: [{ op: "scale", ...inner }, extend], size: checked(size) };
      }
    }
  },

  examples: [
    {
      process: "resize,w_100",
      from: { width: 400, height: 267 },
      to: { width: 100, height: 67 },
      shows: "the missing side follows",
    },
    {
      process: "resize,w_800",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "limit is on by default",
    },
    {
      process: "resize,m_mfit,w_150,h_80",
      from: { width: 200, height: 100 },
      to: { width: 160, height: 80 },
      shows: "MFIT covers the box",
    },
    {
      process: "resize,m_fill,w_150,h_80",
      from: { width: 200, height: 100 },
      to: { width: 150, height: 80 },
      shows: "FILL cuts what is over",
    },
    {
      process: "resize,m_pad,w_100,h_100,color_FF0000",
      from: { width: 200, height: 100 },
      to: { width: 100, height: 100 },
      shows: "PAD fills up with a colour",
    },
    {
      process: "resize,m_fixed,w_100,h_100",
      from: { width: 400, height: 267 },
      to: { width: 100, height: 100 },
      shows: "FIXED stretches",
    },
    {
      process: "resize,p_50",
      from: { width: 400, height: 267 },
      to: { width: 200, height: 134 },
      shows: "halves round up",
    },
  ],
});

type ResizeArgs = { mode?: string; width?: number; height?: number; longSide?: number; shortSide?: number };
/** The target; one side may be open. */
type Box = { readonly width: number; readonly height?: number } | { readonly width?: number; readonly height: number };

/** The box that the given targets name; `undefined` when only `percent` is left. A square source counts as landscape. */
function boxOf({ mode, width, height, longSide, shortSide }: ResizeArgs, frame: Size): Box | undefined {
  const landscape = frame.width >= frame.height;
  if (width === undefined && height === undefined) {
    if (longSide === undefined && shortSide === undefined) return undefined;
    [width, height] = landscape ? [longSide, shortSide] : [shortSide, longSide];
  }
  if (mode === "fixed" || mode === "fill" || mode === "pad") {
    width ??= height;
    height ??= width;
  }
  return { width, height } as Box;
}

/** Modes that need both sides always have them (`boxOf`). */
const full = ({ width, height }: Box): Size => ({ width: width as number, height: height as number });

/** Source: specification §6, `limit_1`. */
function enlarges(mode: string, { width, height }: Box, frame: Size): boolean {
  // Ratios are compared by cross-multiplication: width / frame.width > 1.
  const wider = width !== undefined && width > frame.width;
  const higher = height !== undefined && height > frame.height;
  if (width === undefined || height === undefined) return wider || higher;
  return mode === "lfit" || mode === "pad" ? wider && higher : wider || higher;
}

/** The proportional size that fits inside the box, or covers it; never below 1 px. */
function fitted(frame: Size, { width, height }: Box, how: "inside" | "outside"): Size {
  const byWidth = (w: number): Size => ({ width: w, height: Math.max(1, roundRatio(frame.height * w, frame.width)) });
  const byHeight = (h: number): Size => ({ width: Math.max(1, roundRatio(frame.width * h, frame.height)), height: h });
  if (height === undefined) return byWidth(width as number);
  if (width === undefined) return byHeight(height);
  const widthLeads =
    how === "inside" ? width * frame.height <= height * frame.width : width * frame.height >= height * frame.width;
  return widthLeads ? byWidth(width) : byHeight(height);
}

function byPercent(frame: Size, percent: number): Size {
  return {
    width: Math.max(1, roundRatio(frame.width * percent, 100)),
    height: Math.max(1, roundRatio(frame.height * percent, 100)),
  };
}

function scaled(frame: Frame, size: Size, neverEnlarge: boolean): StepPlan {
  if (neverEnlarge && (size.width > frame.width || size.height > frame.height)) return { ops: [] };
  if (size.width === frame.width && size.height === frame.height) return { ops: [], size: checked(size) };
  return { ops: [{ op: "scale", ...size }], size: checked(size) };
}

function checked(size: Size): Size {
  refuseLargeResize(size);
  return size;
}
