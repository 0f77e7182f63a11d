import { action } from "../action.js";
import { int } from "../param.js";

export const bright = action({
  name: "bright",
  form: "single",
  role: "pixels",
  doc: "Adds to every colour channel (0..255).",
  source: "OSS manual, brightness; specification §12",
  params: {
    value: int("", { min: -100, max: 100 }, "What is added; 0 changes nothing.", { required: true, ec: "246" }),
  },
  missing: { code: "MissingArgument", ec: "245" },
  keepsAnimation: () => false,
  plan: ({ value }) => ({ ops: value === 0 ? [] : [{ op: "linear", gain: 1, offset: value }] }),
  examples: [
    { process: "bright,50", from: { width: 400, height: 267 }, to: { width: 400, height: 267 }, shows: "brighter" },
  ],
});
