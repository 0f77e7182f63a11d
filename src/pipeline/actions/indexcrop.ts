import { action } from "../action.js";
import { int } from "../param.js";

const length = { min: 0, unit: "px" };

export const indexcrop = action({
  name: "indexcrop",
  form: "keyed",
  role: "pixels",
  doc: "Cuts the frame into strips of equal length and keeps one. A number or length beyond the frame leaves it whole.",
  source: "OSS manual, indexed slice; specification §8",
  params: {
    x: int("x", length, "Width of a strip; 0 is as if absent.", { ec: "223" }),
    y: int("y", length, "Height of a strip; 0 is as if absent. Wins over x.", { ec: "224" }),
    index: int("i", { min: 0 }, "Which strip, from the left or the top.", { default: 0, ec: "229" }),
  },
  oneOf: ["x", "y"],
  missing: { code: "InvalidArgument", ec: "230" },

  simplify({ x, y, index }) {
    return { ...(y ? { y } : x !== undefined && { x }), ...(index !== undefined && { index }) };
  },
  keepsAnimation: () => false,

  plan({ x = 0, y = 0, index = 0 }, frame) {
    const strips = y > 0 ? { length: y, side: frame.height } : { length: x, side: frame.width };
    const start = strips.length * index;
    if (strips.length > strips.side || start >= strips.side) return { ops: [] };
    const length = Math.min(strips.length, strips.side - start);
    if (length === strips.side) return { ops: [] };
    const size = y > 0 ? { width: frame.width, height: length } : { width: length, height: frame.height };
    return { ops: [{ op: "crop", x: y > 0 ? 0 : start, y: y > 0 ? start : 0, ...size }], size };
  },

  examples: [
    {
      process: "indexcrop,x_100,i_0",
      from: { width: 400, height: 267 },
      to: { width: 100, height: 267 },
      shows: "the first of four strips",
    },
    {
      process: "indexcrop,y_100,i_2",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 67 },
      shows: "the last strip has what remains",
    },
    {
      process: "indexcrop,x_100,i_4",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "no such strip: the whole frame",
    },
  ],
});
