import { action } from "../action.js";
import { choice } from "../param.js";

export const xMetadata = action({
  name: "x-metadata",
  form: "single",
  role: "encoder",
  doc: "Decides which metadata of the stage's source the result keeps; without it, none. GIF and BMP results hold none in any case.",
  source: "Imgraph; beyond the specification §4",
  params: {
    keep: choice(
      "",
      "MetadataPolicy",
      { none: "none", copyright: "copyright", all: "all" },
      "Nothing, the rights and the author alone, or everything but the orientation, which is applied.",
      { required: true },
    ),
  },
  missing: { code: "MissingArgument" },
  examples: [
    {
      process: "x-metadata,copyright",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "GPS and serial numbers go, the author stays",
    },
  ],
});
