import { action } from "../action.js";
import { int } from "../param.js";

const range = { min: 1, max: 50, unit: "px" };

export const blur = action({
  name: "blur",
  form: "keyed",
  role: "pixels",
  doc: "Gaussian blur.",
  source: "OSS manual, blur; specification §12",
  params: {
    radius: int("r", range, "Half width of the kernel.", { required: true, ec: "241" }),
    sigma: int("s", range, "Standard deviation; more is stronger.", { required: true, ec: "242" }),
  },
  missing: { code: "MissingArgument" },
  remoteOnly: { g: ["face"] },
  keepsAnimation: () => false,
  plan: ({ radius, sigma }) => ({ ops: [{ op: "blur", radius, sigma }] }),
  examples: [
    {
      process: "blur,r_3,s_2",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "both items are needed",
    },
  ],
});
