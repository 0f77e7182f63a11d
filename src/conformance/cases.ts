import { encodeBase64Text } from "../pipeline/index.js";
import type { SourceName } from "./sources.js";

/** One thing that both sides are asked for. */
export interface ConformanceCase {
  readonly source: SourceName | "absent";
  /** `keyOf` gives the key of a source on the side that is asked. */
  process(keyOf: (source: SourceName) => string): string;
  /** The least structural similarity at which two results count as alike. */
  readonly minSsim: number;
}

/** Geometry and encoders: kernels and quantisation may differ a little. */
const picture = 0.95;
/** Effects whose strength the specification leaves open, and drawn text, whose font is another. */
const effect = 0.8;

/** Every action in its modes, on every kind of source, and what is refused. Extensions have no counterpart and are not in it. */
export const cases: readonly ConformanceCase[] = [
  ...each(picture, "photo", [
    "resize,w_200",
    "resize,h_100",
    "resize,w_200,h_200",
    "resize,m_mfit,w_150,h_150",
    "resize,m_fill,w_150,h_100",
    "resize,m_pad,w_150,h_150,color_336699",
    "resize,m_fixed,w_150,h_50",
    "resize,l_120",
    "resize,s_120",
    "resize,l_200,s_90",
    "resize,p_50",
    "resize,p_150",
    "resize,w_800",
    "resize,w_800,limit_0",
    "crop,w_100,h_80",
    "crop,x_50,y_60,w_100,h_80",
    "crop,w_100,h_80,g_center",
    "crop,w_100,h_80,g_se",
    "crop,x_10,y_10,w_200,h_200,g_se",
    "indexcrop,x_100,i_1",
    "indexcrop,y_100,i_2",
    "indexcrop,x_100,i_9",
    "circle,r_60",
    "circle,r_4000/format,png",
    "rounded-corners,r_30/format,png",
    "rotate,90",
    "rotate,180",
    "rotate,37",
    "auto-orient,1",
    "auto-orient,0/resize,w_100",
    "resize,w_200/crop,w_100,h_100/rotate,270",
    "rotate,90/resize,w_100",
    "resize,w_100|image/resize,p_300",
    "quality,q_50",
    "quality,Q_30",
    "resize,w_120/quality,60",
    "interlace,1",
    "bright,0",
    "contrast,0",
  ]),
  ...each(effect, "photo", [
    "bright,40",
    "bright,-40",
    "contrast,40",
    "contrast,-40",
    "sharpen,100",
    "sharpen,300",
    "blur,r_3,s_2",
    "blur,r_20,s_15",
  ]),
  ...each(picture, "photo", formats("jpg", "png", "webp", "bmp", "gif", "tiff", "avif", "src")),
  ...each(picture, "png", formats("jpg", "webp", "gif")),
  ...each(picture, "clear", ["resize,w_100", "format,jpg", "format,webp", "format,bmp", "resize,m_pad,w_99,h_99"]),
  ...each(picture, "webp", ["resize,w_100", "format,png", "quality,q_40", "quality,Q_40"]),
  ...each(picture, "bmp", ["resize,w_60", "format,png"]),
  ...each(picture, "tiff", ["resize,w_60", "format,png"]),
  ...each(picture, "gif", [
    "resize,w_50",
    "resize,w_500,limit_0",
    "resize,p_50",
    "crop,w_40,h_30",
    "rotate,90",
    "format,png",
    "format,webp",
    "format,jpg/resize,w_60",
  ]),
  ...each(picture, "large", ["resize,w_200", "resize,w_1000/crop,w_300,h_300,g_center"]),
  ...[
    ["photo", "info"],
    ["large", "info"],
    ["gif", "info"],
    ["clear", "info"],
    ["tiff", "info"],
    ["plain", "average-hue"],
  ].flatMap(([source, question = ""]) => each(1, source as SourceName, [question])),
  ...each(effect, "photo", [
    `watermark,text_${encodeBase64Text("Imgraph")},size_30,color_FFFFFF`,
    `watermark,text_${encodeBase64Text("图片")},size_40,g_center,t_60`,
  ]),
  ...[
    ["", "g_nw,x_20,y_20"],
    ["?x-oss-process=image/resize,P_20", "g_se,t_70"],
    ["?x-oss-process=image/resize,w_30/rotate,90", "g_center,voffset_20"],
    ["", "fill_1,padx_20,pady_20,t_50"],
  ].map(
    ([preparation, items]): ConformanceCase => ({
      source: "photo",
      minSsim: picture,
      process: (keyOf) => `image/watermark,image_${encodeBase64Text(`${keyOf("mark")}${preparation}`)},${items}`,
    }),
  ),

  // What is refused.
  ...each(1, "photo", [
    "resize,w_0",
    "resize,w_16385",
    "resize,w_1.5",
    "resize,m_other,w_100",
    "resize",
    "resize,w_16384,h_16384,m_fixed,limit_0",
    "crop,x_400",
    "crop,g_other,w_10",
    "indexcrop,i_1",
    "circle,r_0",
    "rounded-corners,r_5000",
    "rotate,361",
    "rotate",
    "blur,r_3",
    "blur,r_51,s_2",
    "bright,101",
    "sharpen,49",
    "format,mp4",
    "format",
    "quality,Q_101",
    "interlace,2",
    "watermark",
    "watermark,text_notbase64",
    `watermark,text_${encodeBase64Text("x".repeat(65))}`,
    "slim,1",
    "",
  ]),
  {
    source: "photo",
    minSsim: 1,
    process: (keyOf) => `image/watermark,image_${encodeBase64Text(`${keyOf("mark")}.absent`)}`,
  },
  {
    source: "photo",
    minSsim: 1,
    process: (keyOf) => `image/watermark,image_${encodeBase64Text(keyOf("text"))}`,
  },
  { source: "photo", minSsim: 1, process: () => "style/there-is-no-such-style" },
  { source: "photo", minSsim: 1, process: () => "picture/resize,w_100" },
  { source: "photo", minSsim: 1, process: () => Array.from({ length: 7 }, () => "image/resize,w_100").join("|") },
  ...each(1, "text", ["resize,w_100", "info"]),
  ...each(1, "absent", ["resize,w_100", "info"]),
];

function each(minSsim: number, source: ConformanceCase["source"], actions: readonly string[]): ConformanceCase[] {
  return actions.map((actions) => ({ source, minSsim, process: () => `image/${actions}` }));
}

function formats(...names: readonly string[]): string[] {
  return names.map((name) => `resize,w_120/format,${name}`);
}
