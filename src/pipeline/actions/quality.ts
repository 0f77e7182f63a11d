import { action } from "../action.js";
import { int } from "../param.js";

const range = { min: 1, max: 100 };

export const quality = action({
  name: "quality",
  form: "keyed",
  role: "encoder",
  doc: "Quality of a JPG, WebP, AVIF or HEIC result; other formats ignore it.",
  source: "OSS manual, quality; specification §15",
  params: {
    relative: int(
      "q",
      { ...range, unit: "%" },
      "Of the quality of a JPG source; acts as absolute for other sources and for WebP.",
      { ec: "309" },
    ),
    absolute: int(
      "Q",
      range,
      "The quality itself; a JPG never gets more than its JPG source has. Wins over relative.",
      { ec: "308" },
    ),
    bare: int("", range, "A value without a key, read as absolute.", { ec: "310" }),
  },
  oneOf: ["relative", "absolute", "bare"],
  missing: { code: "MissingArgument", ec: "307" },
  simplify({ relative, absolute, bare }) {
    const value = absolute ?? bare;
    return value !== undefined ? { absolute: value } : { ...(relative !== undefined && { relative }) };
  },
  frames: "all frames of a WebP result, the first one only of a GIF",
  keepsAnimation: (_, { format }) => format !== "gif",
  examples: [
    { process: "quality,Q_90", from: { width: 400, height: 267 }, to: { width: 400, height: 267 }, shows: "absolute" },
    {
      process: "quality,q_50",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "half the source's",
    },
  ],
});
