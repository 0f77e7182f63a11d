import { action } from "../action.js";
import { flag } from "../param.js";

export const autoOrient = action({
  name: "auto-orient",
  form: "single",
  role: "orientation",
  doc: "Turns the source upright by its EXIF orientation, before everything else wherever it is written. This also happens unasked; switched off, the source stays as it is stored.",
  source: "OSS manual, adaptive orientation; specification §11",
  params: {
    enabled: flag(
      "",
      "Whether to apply it. When it is asked for and turns the picture, the source may have at most 4096 px a side.",
      { required: true, ec: "215" },
    ),
  },
  missing: { code: "MissingArgument", ec: "214" },
  frames: "switched on, the first frame only of a GIF, and of a WebP that has to be turned",
  keepsAnimation: ({ enabled }, { source }) => !enabled || (source.format === "webp" && source.orientation === 1),
  examples: [
    {
      process: "auto-orient,1",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "an upright source stays",
    },
  ],
});
