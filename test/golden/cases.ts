import { type ActionName, actions, encodeBase64Text } from "../../src/pipeline/index.js";

/** One with transparency, one in CMYK, one stored on its side (orientation 6). */
export const goldenPhotos = ["life-alpha.png", "flower-cmyk.jpg", "friends.jpg"] as const;

type Drawing = {
  [A in ActionName]: (typeof actions)[A]["role"] extends "query" ? never : A;
}[ActionName];

/** Another photograph, a third as large as the one it stands on. */
const mark = encodeBase64Text("china.jpg?x-oss-process=image/resize,P_33");

/**
 * What is drawn of each action, without the leading `image/`. A new action needs a line; those of which a picture shows
 * nothing have none in theirs.
 */
export const goldenProcesses: Readonly<Record<Drawing, readonly string[]>> = {
  resize: [
    "resize,w_96",
    "resize,m_mfit,w_60,h_60",
    "resize,m_fill,w_80,h_50",
    "resize,m_pad,w_80,h_80,color_3366CC",
    "resize,m_fixed,w_90,h_40",
    "resize,l_30/resize,p_200",
  ],
  crop: ["resize,l_160/crop,w_60,h_50,x_10,y_5,g_center"],
  indexcrop: ["resize,l_160/indexcrop,x_60,i_1"],
  circle: ["resize,l_96/circle,r_30"],
  "rounded-corners": ["resize,l_96/rounded-corners,r_20"],
  rotate: ["resize,l_96/rotate,90", "resize,l_96/rotate,33"],
  "auto-orient": ["auto-orient,0/resize,l_96"],
  blur: ["resize,l_96/blur,r_5,s_2"],
  bright: ["resize,l_96/bright,50", "resize,l_96/bright,-50"],
  contrast: ["resize,l_96/contrast,50", "resize,l_96/contrast,-50"],
  sharpen: ["resize,l_96/sharpen,300"],
  format: ["jpg", "png", "webp", "avif", "bmp", "tiff"].map((format) => `resize,l_60/format,${format}`),
  interlace: ["resize,l_60/format,jpg/interlace,1"],
  quality: ["resize,l_60/format,jpg/quality,Q_15"],
  watermark: [
    "resize,l_120/watermark,text_SGVsbG8g5Zu-54mH,size_14,color_FFFFFF,g_center",
    `resize,l_120/watermark,image_${mark},t_80,g_ne,x_5,y_5`,
    `resize,l_120/watermark,image_${mark},text_SGVsbG8,size_14,order_1,align_1,interval_4,g_south`,
  ],
  "x-focal-crop": ["resize,l_160/x-focal-crop,w_60,h_60,x_250,y_400"],
  "x-engine": [],
  "x-smart-crop": ["x-smart-crop,w_60,h_60"],
  "x-trim": ["x-trim,1/resize,l_96"],
  "x-max-bytes": [],
  "x-auto-format": [],
  "x-metadata": [],
};

/** A name for the file of a golden image. */
export function goldenName(process: string): string {
  return process.replaceAll("/", "+").replaceAll(",", "-");
}
