import { action } from "../action.js";

export const info = action({
  name: "info",
  form: "none",
  role: "query",
  doc: "Answers with the facts and EXIF fields of the source as JSON instead of an image; other steps are checked but not run.",
  source: "OSS manual, query the information of an image; specification §17",
  params: {},
  examples: [
    {
      process: "info",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "stored size, orientation not applied",
    },
  ],
});
