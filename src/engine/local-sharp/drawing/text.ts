import type { Sharp, SharpConstructor } from "sharp";
import { limits } from "../../../pipeline/limits.js";
import type { TextLayer } from "../../../pipeline/op.js";
import type { RawAlpha } from "../../formats/raw.js";
import { pangoMarkup } from "./pango-markup.js";
import { hasInk } from "./plain-line.js";

/** A text that can be drawn, and how. */
export interface TextWork extends Omit<TextLayer, "text" | "font"> {
  /** One line as `plainLine` leaves it; `undefined` when nothing of it leaves ink. */
  readonly line: string | undefined;
  /** Families of the shipped fonts, the preferred first. */
  readonly families: readonly string[];
}

/**
 * Draws a text watermark as a layer of its own: one line, `size` px to the em, cut to its ink; with a shadow the layer grows
 * by it, with a rotation it is the box around the turned text. A text without ink gives one transparent pixel. A text
 * whose layer would be larger than a result may be (16,384 px a side, 4096 x 4096 px in all) is shortened from its end.
 * The fonts are those of FONTCONFIG_FILE: see `fontsConf`.
 * Source: specification of image processing §16.2.
 */
export async function renderText(sharp: SharpConstructor, text: TextWork): Promise<RawAlpha> {
  const line = text.line === undefined ? "" : await shortened(sharp, text, text.line);
  if (!hasInk(line)) return { width: 1, height: 1, channels: 4, data: Buffer.alloc(4) };
  const ink = await drawn(sharp, line, text.families, text.size);
  if (text.shadow === 0) return painted(await turned(sharp, ink, text.rotate), undefined, text);
  const lifted = await shadowed(sharp, ink, text.size);
  return painted(await turned(sharp, lifted.ink, text.rotate), await turned(sharp, lifted.shadow, text.rotate), text);
}

/** How much of each pixel is covered, 0..255, one byte a pixel. Geometry works on these; colour comes last. */
interface Cover {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const { resizeSide: maxSide, resizeArea: maxPixels } = limits;
/** No glyph of the shipped fonts is wider, but for one Arabic sign that is a whole sentence. */
const maxEms = (letter: string) => (letter === "\uFDFD" ? 10 : 4);

/** The longest start of the line, in whole code points, whose layer keeps the limits. */
async function shortened(sharp: SharpConstructor, text: TextWork, line: string): Promise<string> {
  const letters = [...line];
  const longest = letters.reduce((ems, letter) => ems + maxEms(letter), 0) * text.size;
  if (longest * longest <= maxPixels) return line;
  const start = (count: number) => letters.slice(0, count).join("");
  let fits = 0;
  for (let tooMany = letters.length + 1; tooMany - fits > 1; ) {
    // The whole line is tried first: it nearly always fits.
    const count = tooMany > letters.length ? letters.length : (fits + tooMany) >> 1;
    if (await keepsLimits(sharp, start(count), text)) fits = count;
    else tooMany = count;
  }
  return start(fits);
}

/** Measures at a small size, where drawing costs nothing, and adds what shadow and rounding could. */
async function keepsLimits(
  sharp: SharpConstructor,
  line: string,
  { families, size, rotate }: TextWork,
): Promise<boolean> {
  if (!hasInk(line)) return true;
  const probeSize = 20;
  const probe = await drawn(sharp, line, families, probeSize);
  const width = ((probe.width + 2) * size) / probeSize + 0.25 * size;
  const height = ((probe.height + 2) * size) / probeSize + 0.25 * size;
  const sin = Math.abs(Math.sin((rotate * Math.PI) / 180));
  const cos = Math.abs(Math.cos((rotate * Math.PI) / 180));
  const box = { width: width * cos + height * sin, height: width * sin + height * cos };
  return Math.max(width, box.width, box.height) <= maxSide && box.width * box.height <= maxPixels;
}

async function drawn(sharp: SharpConstructor, line: string, families: readonly string[], size: number): Promise<Cover> {
  // At 72 dpi a point is a pixel.
  return coverOf(sharp({ text: { text: pangoMarkup(line), font: `${families.join(",")} ${size}`, dpi: 72 } }));
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
function painted(ink: Cover, shadow: Cover | undefined, { color, shadow: darkness }: TextWork): RawAlpha {
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
