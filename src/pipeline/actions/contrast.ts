import { action } from "../action.js";
import { int } from "../param.js";

export const contrast = action({
  name: "contrast",
  form: "single",
  role: "pixels",
  doc: "Spreads the colour channels around the middle (128), or draws them together.",
  source: "OSS manual, contrast; specification §12",
  params: {
    value: int(
      "",
      { min: -100, max: 100 },
      "Above 0 the gain is 1 + value/100, below 1 + value/200; 0 changes nothing.",
      { required: true },
    ),
  },
  missing: { code: "MissingArgument" },
  keepsAnimation: () => false,
  plan({ value }) {
    const gain = value > 0 ? 1 + value / 100 : 1 + value / 200;
    return { ops: value === 0 ? [] : [{ op: "linear", gain, offset: 128 - 128 * gain }] };
  },
  examples: [
    { process: "contrast,-50", from: { width: 400, height: 267 }, to: { width: 400, height: 267 }, shows: "flatter" },
  ],
});
