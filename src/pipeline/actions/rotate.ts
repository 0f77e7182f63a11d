import { action } from "../action.js";
import { refuseLargeTurn } from "../limits.js";
import { int } from "../param.js";

export const rotate = action({
  name: "rotate",
  form: "single",
  role: "pixels",
  doc: "Turns the frame clockwise. By other angles than quarter turns the canvas grows; its new corners are transparent, or white in a format without transparency.",
  source: "OSS manual, rotate; specification §11",
  params: {
    degrees: int(
      "",
      { min: 0, max: 360, unit: "degrees clockwise" },
      "Angle; the frame may have at most 4096 px a side.",
      { required: true, ec: "217" },
    ),
  },
  missing: { code: "MissingArgument", ec: "216" },
  frames: "the first frame only, but for 0 and 360",
  keepsAnimation: ({ degrees }) => degrees % 360 === 0,

  plan({ degrees }, frame) {
    if (degrees % 360 === 0) return { ops: [] };
    refuseLargeTurn(frame);
    if (degrees % 90 === 0) {
      const size = degrees === 180 ? frame : { width: frame.height, height: frame.width };
      return { ops: [{ op: "orient", flop: false, rotate: degrees as 90 | 180 | 270 }], size };
    }
    const size = turnedSize(frame, degrees);
    return { ops: [{ op: "rotate", degrees, ...size }], size };
  },

  examples: [
    { process: "rotate,90", from: { width: 400, height: 267 }, to: { width: 267, height: 400 }, shows: "sides swap" },
    {
      process: "rotate,45",
      from: { width: 400, height: 267 },
      to: { width: 472, height: 472 },
      shows: "the canvas grows",
    },
  ],
});

/** Bounding box of the turned frame, rounded as the local engine does it. */
function turnedSize(
  { width, height }: { width: number; height: number },
  degrees: number,
): { width: number; height: number } {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return {
    width: Math.max(1, Math.round(width * cos + height * sin)),
    height: Math.max(1, Math.round(width * sin + height * cos)),
  };
}
