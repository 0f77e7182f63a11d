import { action } from "../action.js";
import { choice } from "../param.js";

export const format = action({
  name: "format",
  form: "single",
  role: "encoder",
  doc: "Sets the format of the result; free in position, the last one written wins. GIF holds only for GIF sources, any other source keeps its own format.",
  source: "OSS manual, format conversion; specification §13",
  params: {
    format: choice(
      "",
      "OutputFormat",
      {
        jpg: "jpg",
        png: "png",
        webp: "webp",
        bmp: "bmp",
        gif: "gif",
        tiff: "tiff",
        heic: "heic",
        avif: "avif",
        src: "src",
      },
      "SRC is the source's own format.",
      { required: true, ec: "206", spellings: { jpeg: "jpg" }, sayKey: "f" },
    ),
  },
  missing: { code: "MissingArgument", ec: "207" },
  frames: "all frames are kept in GIF and WebP, the first one in other formats",
  examples: [
    {
      process: "format,png",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "the size stays",
    },
    {
      process: "format,png/resize,w_100",
      from: { width: 400, height: 267 },
      to: { width: 100, height: 67 },
      shows: "the position is free",
    },
  ],
});
