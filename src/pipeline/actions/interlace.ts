import { action } from "../action.js";
import { flag } from "../param.js";

export const interlace = action({
  name: "interlace",
  form: "single",
  role: "encoder",
  doc: "Progressive JPG; without effect on other formats.",
  source: "OSS manual, gradual display; specification §14",
  params: { enabled: flag("", "Progressive, or baseline.", { required: true, ec: "282" }) },
  missing: { code: "MissingArgument", ec: "281" },
  examples: [
    {
      process: "format,jpg/interlace,1",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "order against format is free",
    },
  ],
});
