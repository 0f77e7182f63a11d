import type { Sharp, SharpConstructor } from "sharp";
import { Failure } from "../../../base/failure.js";
import type { TextLayer } from "../../../pipeline/op.js";
import { fontFamilies } from "./fonts.js";
import { pangoMarkup } from "./pango-markup.js";
import type { RawAlpha } from "./raw.js";

/**
 * Draws a text watermark as a layer of its own: one line, `size` px to the em, cut to its ink; with a shadow the layer grows
 * by it, with a rotation it is the box around the turned text. A text without ink gives one transparent pixel. A text
 * whose layer would be larger than a result may be (16,384 px a side, 4096 x 4096 px in all) is shortened from its end.
 * Throws InvalidArgument for a font outside the vendor's list. The fonts are those of FONTCONFIG_FILE: see `fontsConf`.
 * Source: specification of image processing §16.2.
 */
export async function renderText(sharp: SharpConstructor, layer: TextLayer): Promise<RawAlpha> {
  const family = Object.hasOwn(fontFamilies, layer.font) ? fontFamilies[layer.font] : undefined;
  if (family === undefined)
    throw new Failure(
      "InvalidArgument",
      { name: "type", expected: `one of ${Object.keys(fontFamilies).join(" ")}`, got: layer.font },
      { ec: "0040-00000251" },
    );
  const text = await shortened(sharp, layer, family);
  const markup = pangoMarkup(text);
  if (markup === undefined) return { width: 1, height: 1, channels: 4, data: Buffer.alloc(4) };
  const ink = await drawn(sharp, markup, family, layer.size);
  if (layer.shadow === 0) return painted(await turned(sharp, ink, layer.rotate), undefined, layer);
  const lifted = await shadowed(sharp, ink, layer.size);
  return painted(
    await turned(sharp, lifted.ink, layer.rotate),
    await turned(sharp, lifted.shadow, layer.rotate),
    layer,
  );
}

/** How much of each pixel is covered, 0..255, one byte a pixel. Geometry works on these; colour comes last. */
interface Cover {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const maxSide = 16_384;
const maxPixels = 4096 * 4096;
/** No glyph of the shipped fonts is wider. */
const maxEmsPerLetter = 4;

/** The longest start of the text, in whole code points, whose layer keeps the limits. */
async function shortened(sharp: SharpConstructor, layer: TextLayer, family: string): Promise<string> {
  const letters = [...layer.text];
  const longest = letters.length * maxEmsPerLetter * layer.size;
  if (longest * longest <= maxPixels) return layer.text;
  const start = (count: number) => letters.slice(0, count).join("");
  let fits = 0;
  for (let tooMany = letters.length + 1; tooMany - fits > 1; ) {
    // The whole text is tried first: it nearly always fits.
    const count = tooMany > letters.length ? letters.length : (fits + tooMany) >> 1;
    if (await keepsLimits(sharp, start(count), layer, family)) fits = count;
    else tooMany = count;
  }
  return start(fits);
}

/** Measures at a small size, where drawing costs nothing, and adds what shadow and rounding could. */
async function keepsLimits(
  sharp: SharpConstructor,
  text: string,
  { size, rotate }: TextLayer,
  family: string,
): Promise<boolean> {
  const markup = pangoMarkup(text);
  if (markup === undefined) return true;
  const probeSize = 20;
  const probe = await drawn(sharp, markup, family, probeSize);
  const width = ((probe.width + 2) * size) / probeSize + 0.25 * size;
  const height = ((probe.height + 2) * size) / probeSize + 0.25 * size;
  const sin = Math.abs(Math.sin((rotate * Math.PI) / 180));
  const cos = Math.abs(Math.cos((rotate * Math.PI) / 180));
  const box = { width: width * cos + height * sin, height: width * sin + height * cos };
  return Math.max(width, box.width, box.height) <= maxSide && box.width * box.height <= maxPixels;
}

async function drawn(sharp: SharpConstructor, markup: string, family: string, size: number): Promise<Cover> {
  // At 72 dpi a point is a pixel.
  return coverOf(sharp({ text: { text: markup, font: `${family} ${size}`, dpi: 72 } }));
}

/** The ink on a canvas that its shadow also fits on, and the shadow: the same shape moved to the lower right and softened. */
async function shadowed(sharp: SharpConstructor, ink: Cover, size: number): Promise<{ ink: Cover; shadow: Cover }> {
  const offset = Math.max(1, Math.round(size / 20));
  const sigma = 0.03 * size;
  const soft = Math.ceil(3 * sigma);
  const before = Math.max(0, soft - offset);
  const canvas = { width: before + ink.width + offset + soft, height: before + ink.height + offset + soft };
  const shifted = moved(ink, canvas, before + offset);
  // Below 0.3 px sharp refuses to blur, and there is nothing to see.
  const shadow = sigma < 0.3 ? shifted : await coverOf(opened(sharp, shifted).blur(sigma));
  return { ink: moved(ink, canvas, before), shadow };
}

function moved(cover: Cover, canvas: { width: number; height: number }, by: number): Cover {
  const data = Buffer.alloc(canvas.width * canvas.height);
  for (let y = 0; y < cover.height; y++)
    cover.data.copy(data, (y + by) * canvas.width + by, y * cover.width, (y + 1) * cover.width);
  return { ...canvas, data };
}

async function turned(sharp: SharpConstructor, cover: Cover, degrees: number): Promise<Cover> {
  if (degrees % 360 === 0) return cover;
  return coverOf(opened(sharp, cover).rotate(degrees, { background: "#000000" }));
}

function opened(sharp: SharpConstructor, { width, height, data }: Cover): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}

async function coverOf(image: Sharp): Promise<Cover> {
  const { data, info } = await image.extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  if (data.length !== info.width * info.height)
    throw new Error(`a cover of ${info.width} x ${info.height} has ${data.length} bytes`);
  return { width: info.width, height: info.height, data };
}

/** Text in its colour over a black shadow. */
function painted(ink: Cover, shadow: Cover | undefined, { color, shadow: darkness }: TextLayer): RawAlpha {
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  const data = Buffer.alloc(ink.data.length * 4);
  for (let n = 0, o = 0; n < ink.data.length; n++, o += 4) {
    const over = ink.data[n]!;
    const under = shadow ? (shadow.data[n]! * darkness * (255 - over)) / 255 : 0;
    if (over + under === 0) continue;
    // The shadow adds nothing to the colour, it only takes its share.
    const share = over / (over + under);
    data[o] = Math.round(red * share);
    data[o + 1] = Math.round(green * share);
    data[o + 2] = Math.round(blue * share);
    data[o + 3] = Math.round(over + under);
  }
  return { width: ink.width, height: ink.height, channels: 4, data };
}
