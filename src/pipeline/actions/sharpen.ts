import { action } from "../action.js";
import { int } from "../param.js";

export const sharpen = action({
  name: "sharpen",
  form: "single",
  role: "pixels",
  doc: "Unsharp mask of 3x3 px; flat areas stay.",
  source: "OSS manual, sharpen; specification §12",
  params: {
    value: int("", { min: 50, max: 399, unit: "%" }, "Strength; 100 is recommended.", { required: true, ec: "280" }),
  },
  missing: { code: "MissingArgument", ec: "279" },
  keepsAnimation: () => false,
  plan: ({ value }) => ({ ops: [{ op: "sharpen", amount: value / 100 }] }),
  examples: [
    {
      process: "sharpen,100",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "crisper edges",
    },
  ],
});
