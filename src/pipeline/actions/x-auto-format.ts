import { action } from "../action.js";
import { flag } from "../param.js";

export const xAutoFormat = action({
  name: "x-auto-format",
  form: "single",
  role: "encoder",
  doc: "Lets the Accept header of whoever fetches the picture choose the format: AVIF where it can be made in time, else WebP, else the source's own. A written format wins.",
  source: "Imgraph; beyond the specification §13",
  params: { enabled: flag("", "Whether to choose; else the source keeps its own format.", { required: true }) },
  missing: { code: "MissingArgument" },
  examples: [
    {
      process: "resize,w_200/x-auto-format,1",
      from: { width: 400, height: 267 },
      to: { width: 200, height: 134 },
      shows: "one URL for every browser",
    },
  ],
});
