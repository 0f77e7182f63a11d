import type { ArgsFor } from "../action.js";
import { autoOrient } from "./auto-orient.js";
import { averageHue } from "./average-hue.js";
import { blur } from "./blur.js";
import { bright } from "./bright.js";
import { circle } from "./circle.js";
import { contrast } from "./contrast.js";
import { crop } from "./crop.js";
import { format } from "./format.js";
import { indexcrop } from "./indexcrop.js";
import { info } from "./info.js";
import { interlace } from "./interlace.js";
import { quality } from "./quality.js";
import { resize } from "./resize.js";
import { rotate } from "./rotate.js";
import { roundedCorners } from "./rounded-corners.js";
import { sharpen } from "./sharpen.js";
import { watermark } from "./watermark.js";
import { xAutoFormat } from "./x-auto-format.js";
import { xEngine } from "./x-engine.js";
import { xFocalCrop } from "./x-focal-crop.js";
import { xMaxBytes } from "./x-max-bytes.js";
import { xMetadata } from "./x-metadata.js";
import { xSmartCrop } from "./x-smart-crop.js";
import { xTrim } from "./x-trim.js";

/** Every action there is, by its name on the wire: the only list of them. Names with `x-` are beyond OSS. */
export const actions = {
  resize,
  crop,
  indexcrop,
  circle,
  "rounded-corners": roundedCorners,
  rotate,
  "auto-orient": autoOrient,
  blur,
  bright,
  contrast,
  sharpen,
  format,
  interlace,
  quality,
  watermark,
  info,
  "average-hue": averageHue,
  "x-focal-crop": xFocalCrop,
  "x-smart-crop": xSmartCrop,
  "x-trim": xTrim,
  "x-max-bytes": xMaxBytes,
  "x-auto-format": xAutoFormat,
  "x-metadata": xMetadata,
  "x-engine": xEngine,
} as const;

export type ActionName = keyof typeof actions;
export type ArgsOf<A extends ActionName> = ArgsFor<(typeof actions)[A]["params"]>;

type WithRole<R> = { [A in ActionName]: (typeof actions)[A]["role"] extends R ? A : never }[ActionName];
/** Actions that stand in a stage's list of steps. */
export type StepAction = WithRole<"pixels" | "orientation">;

/** Actions that set the encoder. */
export type EncoderAction = WithRole<"encoder">;
export const encoderActions = (Object.keys(actions) as ActionName[]).filter(
  (name): name is EncoderAction => actions[name].role === "encoder",
);

/** Actions that only the cloud has: known names, answered NotImplemented. Source: specification §25. */
export const remoteOnlyActions: ReadonlySet<string> = new Set([
  "blindwatermark",
  "deblindwatermark",
  "faces",
  "bodies",
  "cars",
  "codes",
  "labels",
  "score",
]);

/** First words of process strings for what is no image: only the cloud processes it. Source: specification §25. */
export const remoteOnlyMedia: ReadonlySet<string> = new Set(["video", "audio", "doc"]);
