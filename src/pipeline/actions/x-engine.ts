import { action } from "../action.js";
import { choice } from "../param.js";

export const xEngine = action({
  name: "x-engine",
  form: "single",
  role: "encoder",
  doc: "Says who runs the whole pipeline; written several times, the last one counts. It is no change to the picture: alone in a stage it makes none of its own.",
  source: "Imgraph; beyond the specification §4, which holds wherever it runs",
  params: {
    engine: choice(
      "",
      "EngineChoice",
      { configured: "configured", local: "local", oss: "oss", any: "any" },
      "The gateway's own engine, this machine, the cloud, or the first of these that can.",
      { required: true },
    ),
  },
  missing: { code: "MissingArgument" },
  examples: [
    {
      process: "resize,w_200/x-engine,any",
      from: { width: 400, height: 267 },
      to: { width: 200, height: 134 },
      shows: "the cloud's picture where there is a cloud, this machine's where not",
    },
  ],
});
