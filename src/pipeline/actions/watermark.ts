import { Failure } from "../../base/failure.js";
import { action } from "../action.js";
import { decodeBase64Text, encodeBase64Text } from "../base64-text.js";
import { gravityItem } from "../gravity.js";
import type { Gravity, ImageLayer, Layer, Placement, TextLayer } from "../op.js";
import { choice, color, ecOption, flag, int, invalid, param, text } from "../param.js";

/** OSS names of the fonts. Source: specification §16.2. */
export const watermarkFonts = [
  "wqy-zenhei",
  "wqy-microhei",
  "fangzhengshusong",
  "fangzhengkaiti",
  "fangzhengheiti",
  "fangzhengfangsong",
  "droidsansfallback",
] as const;
export type WatermarkFont = (typeof watermarkFonts)[number];

const maxTextBytes = 64;
const distance = { min: 0, max: 4096, unit: "px" };

export const watermark = action({
  name: "watermark",
  form: "keyed",
  role: "pixels",
  doc: "Draws a text, an image or both over the frame. What reaches over the border is cut off.",
  source: "OSS manual, watermark; specification §16",
  params: {
    text: text(
      "text",
      "The text, one line of at most 64 bytes of UTF-8: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Chinese, Japanese, Korean, emoji in one colour. A character that no font has is refused.",
      { ec: "257", maxBytes: maxTextBytes, check: checkText },
    ),
    font: fontItem("type", "Font, by its OSS name."),
    color: color("color", "Colour of the text.", { default: "000000", ec: "254" }),
    size: int("size", { min: 1, max: 1000, unit: "px" }, "Size of the text.", { default: 40, ec: "256" }),
    shadow: int("shadow", { min: 0, max: 100, unit: "%" }, "Opacity of a dark shadow under the text; 0 is none.", {
      default: 0,
      ec: "255",
    }),
    rotate: int("rotate", { min: 0, max: 360, unit: "degrees clockwise" }, "Turns the text.", {
      default: 0,
      ec: "272",
    }),
    image: imageItem("image", "An object of the same bucket, with its own preparation."),
    animation: flag("animation", "Puts the image on every frame of an animated source.", { default: false }),
    order: choice(
      "order",
      "WatermarkOrder",
      { "image-first": "0", "text-first": "1" },
      "Which of text and image stands left.",
      { default: "image-first", ec: "269" },
    ),
    align: choice("align", "WatermarkAlign", { top: "0", middle: "1", bottom: "2" }, "How text and image line up.", {
      default: "bottom",
      ec: "271",
    }),
    interval: int("interval", { min: 0, max: 1000, unit: "px" }, "Gap between text and image.", {
      default: 0,
      ec: "273",
    }),
    opacity: int("t", { min: 0, max: 100, unit: "%" }, "Opacity of the whole watermark.", { default: 100, ec: "260" }),
    gravity: gravityItem("Where the watermark is anchored.", { default: "south-east", ec: "266" }),
    x: int("x", distance, "Distance from the left or right border.", { default: 10, ec: "262" }),
    y: int("y", distance, "Distance from the top or bottom border.", { default: 10, ec: "264" }),
    voffset: int(
      "voffset",
      { min: -1000, max: 1000, unit: "px" },
      "Shift down from the middle line, for west, center and east.",
      { default: 0, ec: "268" },
    ),
    fill: flag("fill", "Tiles the watermark over the whole frame; gravity and distances are ignored.", {
      default: false,
      ec: "274",
    }),
    padX: int("padx", distance, "Horizontal gap between tiles.", { default: 0, ec: "276" }),
    padY: int("pady", distance, "Vertical gap between tiles.", { default: 0, ec: "277" }),
  },
  oneOf: ["text", "image"],
  missing: { code: "MissingArgument", ec: "278" },
  frames: "the first frame only, unless an image alone is put on every frame",
  keepsAnimation: ({ text, image, animation }) => image !== undefined && text === undefined && animation === true,

  simplify(args) {
    const effective = effectiveItems(args);
    const kept = Object.fromEntries(Object.entries(args).filter(([item]) => effective.has(item))) as typeof args;
    return kept.rotate === 360 ? { ...kept, rotate: 0 } : kept;
  },

  plan(args) {
    const layer = layerOf(args);
    if (!layer) return { ops: [] };
    return { ops: [{ op: "over", layer, opacity: (args.opacity ?? 100) / 100, place: placeOf(args) }] };
  },

  examples: [
    {
      process: "watermark,text_SGVsbG8gV29ybGQ",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "the size stays",
    },
    {
      process: "watermark,text_SGVsbG8g5Zu-54mH5pyN5YqhIQ,size_30,color_FFFFFF,g_se,x_10,y_10",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "white text in the lower right corner",
    },
    {
      process: "watermark,text_wqkgSW1ncmFwaA,size_24,color_FFFFFF,shadow_60,t_70,rotate_330,fill_1,padx_20,pady_10",
      from: { width: 400, height: 267 },
      to: { width: 400, height: 267 },
      shows: "turned, with a shadow, and tiled over the whole picture",
    },
  ],
});

/** Which distances shift a watermark from each place. Source: specification §16.1. */
const distances: Readonly<Record<Gravity, readonly string[]>> = {
  "north-west": ["x", "y"],
  north: ["y"],
  "north-east": ["x", "y"],
  west: ["x", "voffset"],
  center: ["voffset"],
  east: ["x", "voffset"],
  "south-west": ["x", "y"],
  south: ["y"],
  "south-east": ["x", "y"],
};

/** Items that tell in the picture, beside the others that are written. */
function effectiveItems({
  text,
  image,
  fill,
  gravity = "south-east",
}: Pick<LayerArgs, "text" | "image"> & {
  readonly fill?: boolean;
  readonly gravity?: Gravity;
}): ReadonlySet<string> {
  return new Set([
    ...["text", "image", "opacity"],
    ...(text === undefined ? [] : ["font", "color", "size", "shadow", "rotate"]),
    ...(image === undefined ? [] : text === undefined ? ["animation"] : ["order", "align", "interval"]),
    ...(fill ? ["fill", "padX", "padY"] : ["gravity", ...distances[gravity]]),
  ]);
}

interface LayerArgs {
  readonly text?: string;
  readonly font?: WatermarkFont;
  readonly color?: string;
  readonly size?: number;
  readonly shadow?: number;
  readonly rotate?: number;
  readonly image?: ImageLayer;
  readonly order?: "image-first" | "text-first";
  readonly align?: "top" | "middle" | "bottom";
  readonly interval?: number;
}

function layerOf(args: LayerArgs): Layer | undefined {
  const { image, order = "image-first", align = "bottom", interval = 0 } = args;
  const text = args.text === undefined ? undefined : textLayer(args.text, args);
  if (text && image) return { kind: "mixed", text, image, order, align, interval };
  if (text) return { kind: "text", text };
  return image && { kind: "image", image };
}

function textLayer(
  text: string,
  { font = "wqy-zenhei", color = "000000", size = 40, shadow = 0, rotate = 0 }: LayerArgs,
): TextLayer {
  return { text, font, color, size, shadow: shadow / 100, rotate: rotate % 360 };
}

function placeOf(args: {
  readonly fill?: boolean;
  readonly padX?: number;
  readonly padY?: number;
  readonly gravity?: Gravity;
  readonly x?: number;
  readonly y?: number;
  readonly voffset?: number;
}): Placement {
  if (args.fill) return { kind: "tile", padX: args.padX ?? 0, padY: args.padY ?? 0 };
  const { gravity = "south-east", x = 10, y = 10, voffset = 0 } = args;
  return { kind: "anchor", gravity, x, y, voffset };
}

function checkText(text: string): void {
  if (text === "")
    throw new Failure(
      "MissingArgument",
      { name: "text", expected: "a text" },
      { ...ecOption("258"), where: { item: "text" } },
    );
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxTextBytes) throw invalid("text", `${bytes} bytes`, `at most ${maxTextBytes} bytes of UTF-8`, "259");
}

/** A font's name in base64: a closed set in the disguise of a text. */
function fontItem(key: string, doc: string) {
  const values = Object.fromEntries(watermarkFonts.map((font) => [font, encodeBase64Text(font)])) as Record<
    WatermarkFont,
    string
  >;
  return param<WatermarkFont, false>(
    key,
    { type: "choice", name: "WatermarkFont", values },
    doc,
    { default: "wqy-zenhei", ec: "250", aliases: ["font"], readsBare: true },
    {
      read(encoded) {
        if (encoded === "") throw invalid(key, encoded, "the name of a font in base64", "249");
        const name = decodeBase64Text(encoded, key, "250");
        const font = watermarkFonts.find((known) => known === name);
        if (!font) throw invalid(key, name, `base64 of one of ${watermarkFonts.join(" ")}`, "251");
        return font;
      },
      write: (font) => values[font] ?? encodeBase64Text(font),
    },
  );
}

const processMark = "?x-oss-process=";

/** `KEY` or `KEY?x-oss-process=image/…` in base64. The grammar checks the preparation, since only it can parse. */
function imageItem(key: string, doc: string) {
  return param<ImageLayer, false>(
    key,
    { type: "image" },
    doc,
    { ec: "265" },
    {
      read(encoded) {
        const decoded = decodeBase64Text(encoded, key, "265");
        const cut = decoded.indexOf(processMark);
        if (cut < 0) return { key: decoded };
        return { key: decoded.slice(0, cut), process: decoded.slice(cut + processMark.length) };
      },
      write: ({ key, process }) => encodeBase64Text(process === undefined ? key : `${key}${processMark}${process}`),
    },
  );
}
