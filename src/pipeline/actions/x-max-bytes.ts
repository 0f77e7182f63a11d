import { action } from "../action.js";
import { int } from "../param.js";

export const xMaxBytes = action({
  name: "x-max-bytes",
  form: "single",
  role: "encoder",
  doc: "Lowers the quality, in a few tries, until the file is small enough; a picture that cannot get there is refused. For JPG, WebP and AVIF results.",
  source: "Imgraph; beyond the specification §15",
  params: {
    bytes: int("", { min: 1, max: 20_971_520, unit: "bytes" }, "What the file may have at most.", { required: true }),
  },
  missing: { code: "MissingArgument" },
  examples: [
    {
      process: "x-max-bytes,20000",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "the size stays, the quality gives way",
    },
  ],
});
