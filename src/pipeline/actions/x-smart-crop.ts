import { action } from "../action.js";
import { focalCrop } from "../focal-crop.js";
import { insightsOf } from "../insights.js";
import { choice, flag, int } from "../param.js";

const side = { min: 1, max: 16384, unit: "px" };

export const xSmartCrop = action({
  name: "x-smart-crop",
  form: "keyed",
  role: "pixels",
  doc: "Fills a box with the part of the source that matters most. Must be the first step that changes the picture.",
  source: "Imgraph; beyond the specification §6, FILL",
  params: {
    width: int("w", side, "Width of the result.", { required: true }),
    height: int("h", side, "Height of the result.", { required: true }),
    by: choice(
      "by",
      "SmartCropStrategy",
      { attention: "attention", entropy: "entropy" },
      "What matters: colours and edges that draw the eye, or the most detail. Default: the image's own focal point; attention where it has none.",
    ),
    limit: flag("limit", "Leave the frame as it is rather than enlarge it.", { default: true }),
  },
  missing: { code: "MissingArgument" },
  needsInsights: true,
  usesFocalPoint: ({ by }) => by === undefined,
  plan({ by, limit = true, ...box }, frame) {
    const { attention, entropy } = insightsOf(frame);
    const own = by === undefined ? frame.source.focalPoint : undefined;
    return focalCrop(frame, { ...box, point: own ?? (by === "entropy" ? entropy : attention), limit });
  },
  examples: [
    {
      process: "x-smart-crop,w_150,h_150",
      from: { width: 400, height: 267 },
      to: { width: 150, height: 150 },
      shows: "a square around what draws the eye",
    },
  ],
});
