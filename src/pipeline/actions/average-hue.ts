import { action } from "../action.js";

export const averageHue = action({
  name: "average-hue",
  form: "none",
  role: "query",
  doc: "Answers with the mean colour of the source as JSON (`0xRRGGBB`) instead of an image; other steps are checked but not run.",
  source: "OSS manual, average hue; specification §18",
  params: {},
  examples: [
    {
      process: "average-hue",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "one colour for the whole picture",
    },
  ],
});
