import { encode as encodeBlurHash } from "blurhash";
import type sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import type { Insights, Size } from "../../../pipeline/header.js";
import type { Raw } from "../../formats/raw.js";
import { flattenWhite } from "../drawing/blend.js";
import { insideBorder } from "../insights/border.js";
import { dominantColor, palette } from "../insights/colors.js";
import { detailCentre } from "../insights/detail-centre.js";
import { hashedSide, perceptualHash } from "../insights/perceptual-hash.js";
import { type Turn, turnRectangle } from "../planner/turn.js";
import { hasAlpha, withAlpha } from "./alpha.js";
import { openImage, openRaw } from "./open-image.js";
import { decoded } from "./picture.js";

/** Longest side in px of the thumbnail that nearly everything is read from, of the one for hashes, and of the placeholder. */
const thumbnailSide = 100;
const hashSide = 32;
const placeholderSide = 16;
const paletteSize = 6;

/**
 * What one decode of the first frame tells beside its pixels. The border is looked for in the whole picture, all else is read
 * from a thumbnail of it. `size` is that of the stored frame, `turn` what sets it upright. Throws ImageDamage.
 */
export async function analyse(
  create: typeof sharp,
  bytes: Buffer,
  { size, turn }: { readonly size: Size; readonly turn: Turn },
): Promise<Insights> {
  const pending = await openImage(create, bytes, { animated: false });
  const whole = await decoded({ pending, size: { width: size.width, height: size.height }, encoded: true });
  const trim = turnRectangle(turn, insideBorder(whole), whole);
  const thumbnail = await turned(create, await scaled(create, whole, inside(whole, thumbnailSide)), turn);
  const onWhite = hasAlpha(thumbnail) ? flattenWhite(thumbnail) : thumbnail;
  const small = await scaled(create, thumbnail, inside(thumbnail, hashSide));
  const square = await scaled(create, onWhite, { width: hashedSide, height: hashedSide });
  return {
    trim,
    attention: await attention(create, onWhite),
    entropy: rounded(detailCentre(onWhite)),
    dominant: dominantColor(thumbnail),
    palette: palette(thumbnail, paletteSize),
    thumbHash: thumbHash(small),
    blurHash: blurHash(small),
    lqip: await placeholder(create, thumbnail),
    perceptualHash: perceptualHash(square),
  };
}

/** The size within a square of `side`, at least 1 px each way, never larger than the frame. */
function inside({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function scaled(create: typeof sharp, raw: Raw, size: Size): Promise<Raw> {
  if (raw.width === size.width && raw.height === size.height) return Promise.resolve(raw);
  return decoded({ pending: openRaw(create, raw).resize({ ...size, fit: "fill" }), size, encoded: false });
}

function turned(create: typeof sharp, raw: Raw, { flop, rotate }: Turn): Promise<Raw> {
  const image = flop ? openRaw(create, raw).flop() : openRaw(create, raw);
  const { width, height } = raw;
  const size = rotate % 180 === 0 ? { width, height } : { width: height, height: width };
  return decoded({ pending: image.rotate(rotate), size, encoded: false });
}

/** What a crop to half of the longer side is set around. */
async function attention(create: typeof sharp, frame: Raw): Promise<Insights["attention"]> {
  const { width, height } = frame;
  if (width === 1 && height === 1) return { x: 0.5, y: 0.5 };
  const box = width >= height ? { width: Math.ceil(width / 2), height } : { width, height: Math.ceil(height / 2) };
  const { info } = await openRaw(create, frame)
    .resize({ ...box, fit: "cover", position: "attention" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return rounded({ x: share(info.attentionX, width), y: share(info.attentionY, height) });
}

/** The middle of a pixel of the thumbnail. */
function share(at: number | undefined, length: number): number {
  return at === undefined ? 0.5 : Math.min(1, (at + 0.5) / length);
}

/** Kept in a catalog and shown to people. */
function rounded({ x, y }: { readonly x: number; readonly y: number }) {
  return { x: Math.round(x * 1000) / 1000, y: Math.round(y * 1000) / 1000 };
}

function thumbHash(small: Raw): string {
  const { width, height, data } = withAlpha(small);
  return Buffer.from(rgbaToThumbHash(width, height, data)).toString("base64");
}

/** It knows no transparency. */
function blurHash(small: Raw): string {
  const { width, height, data } = withAlpha(hasAlpha(small) ? flattenWhite(small) : small);
  return encodeBlurHash(new Uint8ClampedArray(data), width, height, 4, 3);
}

async function placeholder(create: typeof sharp, thumbnail: Raw): Promise<string> {
  const tiny = await scaled(create, thumbnail, inside(thumbnail, placeholderSide));
  const webp = await openRaw(create, tiny).webp({ quality: 50, effort: 4 }).toBuffer();
  return `data:image/webp;base64,${webp.toString("base64")}`;
}
