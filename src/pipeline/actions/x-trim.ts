import { action } from "../action.js";
import { insightsOf } from "../insights.js";
import { flag } from "../param.js";

export const xTrim = action({
  name: "x-trim",
  form: "single",
  role: "pixels",
  doc: "Cuts off a border of one colour, or of transparency. Must be the first step that changes the picture.",
  source: "Imgraph; beyond the specification §7",
  params: { enabled: flag("", "Whether to cut.", { required: true }) },
  missing: { code: "MissingArgument" },
  needsInsights: true,
  plan({ enabled }, frame) {
    if (!enabled) return { ops: [] };
    const { x, y, width, height } = insightsOf(frame).trim;
    const size = { width, height };
    return width === frame.width && height === frame.height
      ? { ops: [] }
      : { ops: [{ op: "crop", x, y, ...size }], size };
  },
  examples: [
    {
      process: "x-trim,1",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "a picture without a border stays",
    },
  ],
});
