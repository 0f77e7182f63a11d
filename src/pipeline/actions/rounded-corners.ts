import { action } from "../action.js";
import { int } from "../param.js";

export const roundedCorners = action({
  name: "rounded-corners",
  form: "keyed",
  role: "pixels",
  doc: "Rounds the corners. Outside them the result is transparent, or white in a format without transparency.",
  source: "OSS manual, rounded rectangle; specification §10",
  params: {
    radius: int(
      "r",
      { min: 1, max: 4096, unit: "px" },
      "Radius of a corner; more than half the shorter side acts as that half.",
      { required: true, ec: "237" },
    ),
  },
  missing: { code: "MissingArgument" },
  keepsAnimation: () => false,

  plan({ radius }, frame) {
    const fits = Math.min(radius, Math.floor(Math.min(frame.width, frame.height) / 2));
    return { ops: fits === 0 ? [] : [{ op: "mask", shape: "rounded", radius: fits }] };
  },

  examples: [
    {
      process: "rounded-corners,r_30",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "the size stays",
    },
  ],
});
