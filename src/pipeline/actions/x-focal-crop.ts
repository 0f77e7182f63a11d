import { action } from "../action.js";
import { focalCrop } from "../focal-crop.js";
import { flag, int } from "../param.js";

const side = { min: 1, max: 16384, unit: "px" };
const elsewhere =
  "Default: 500; with neither x nor y, the image's own focal point, where it has one and no step before this changed the picture.";
const share = { min: 0, max: 1000, unit: "per mille" };

/** No point is written. */
const isOpen = ({ x, y }: { readonly x?: number | undefined; readonly y?: number | undefined }) =>
  x === undefined && y === undefined;

export const xFocalCrop = action({
  name: "x-focal-crop",
  form: "keyed",
  role: "pixels",
  doc: "Fills a box with the part of the frame around a point: scales to cover it and cuts what is over, keeping the point as near to the middle as the borders allow.",
  source: "Imgraph; beyond the specification §6, FILL",
  params: {
    width: int("w", side, "Width of the result.", { required: true }),
    height: int("h", side, "Height of the result.", { required: true }),
    x: int("x", share, `The point, from the left. ${elsewhere}`),
    y: int("y", share, `The point, from the top. ${elsewhere}`),
    limit: flag("limit", "Leave the frame as it is rather than enlarge it.", { default: true }),
  },
  missing: { code: "MissingArgument" },
  usesFocalPoint: isOpen,
  plan({ x, y, limit = true, ...box }, frame) {
    // It is a place of the upright source: what other steps made of that has it elsewhere.
    const own = isOpen({ x, y }) && frame.pristine ? frame.source.focalPoint : undefined;
    return focalCrop(frame, { ...box, point: own ?? { x: (x ?? 500) / 1000, y: (y ?? 500) / 1000 }, limit });
  },
  examples: [
    {
      process: "x-focal-crop,w_150,h_150,x_250,y_400",
      from: { width: 400, height: 267 },
      to: { width: 150, height: 150 },
      shows: "a square around a point in the left half",
    },
  ],
});
