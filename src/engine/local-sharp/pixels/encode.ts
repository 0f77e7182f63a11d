import type sharp from "sharp";
import type { Sharp } from "sharp";
import { assertNever } from "../../../base/assert-never.js";
import { formatFacts } from "../../../pipeline/format.js";
import type { Size } from "../../../pipeline/header.js";
import type { EncodeSpec } from "../../../pipeline/plan.js";
import { encodeBmp } from "../../formats/bmp.js";
import type { Raw } from "../../formats/raw.js";
import { flattenWhite } from "../drawing/blend.js";
import { hasAlpha } from "./alpha.js";
import { encodeWithin } from "./encode-within.js";
import { setGifDelays } from "./gif-blocks.js";
import { type KeptMetadata, seal, withKept } from "./kept-metadata.js";
import { metadataChunks, muxWebp } from "./mux-webp.js";
import { maxPixels, openRaw } from "./open-image.js";
import { decoded, type Picture, pendingFailure } from "./picture.js";

/** What the source's file gives to the result's beside pixels. */
type Kept = KeptMetadata | undefined;

/**
 * Encodes a still picture. The same pixels, spec and metadata give the same bytes. Throws ImageTooLarge where no quality meets
 * the spec's limit of bytes.
 */
export async function encodeStill(
  create: typeof sharp,
  picture: Picture,
  spec: EncodeSpec,
  kept: Kept,
): Promise<Buffer> {
  if (spec.format === "bmp") return encodeBmp(await decoded(picture));
  // Tried more than once, the pixels are made once.
  const once = spec.maxBytes === undefined ? picture : { raw: await decoded(picture) };
  return inTries(spec, (spec) => encodePicture(create, once, spec, kept));
}

async function encodePicture(create: typeof sharp, picture: Picture, spec: EncodeSpec, kept: Kept): Promise<Buffer> {
  // White goes under the finished picture: earlier it would be toned and blurred with it. Metadata of the library's own would
  // stand beside those to be kept, and a TIFF or AVIF would say that the upright picture lies as the source did.
  const isApart = spec.flatten || kept !== undefined || spec.format === "tiff" || spec.format === "avif";
  const finished = isApart && "pending" in picture ? { raw: await decoded(picture) } : picture;
  if ("pending" in finished)
    return encoded(create, encoder(finished.pending, spec, finished.size), spec, kept).catch((error) => {
      throw pendingFailure(finished, error);
    });
  const raw = onGround(finished.raw, spec);
  return encoded(create, encoder(openRaw(create, raw), spec, raw), spec, kept);
}

async function encoded(create: typeof sharp, image: Sharp, { format }: EncodeSpec, kept: Kept): Promise<Buffer> {
  return kept ? seal(create, await withKept(image, format, kept).toBuffer(), format, kept) : image.toBuffer();
}

function inTries(spec: EncodeSpec, encode: (spec: EncodeSpec) => Promise<Buffer>): Promise<Buffer> {
  const { quality, maxBytes } = spec;
  if (maxBytes === undefined || quality === undefined) return encode(spec);
  return encodeWithin({ quality, maxBytes }, (quality) => encode({ ...spec, quality }));
}

export interface Animation {
  readonly frames: readonly Raw[];
  /** ms each frame is shown. */
  readonly delay: readonly number[] | undefined;
  /** Times it is played, 0 for ever. */
  readonly loop: number | undefined;
}

/**
 * Encodes frames of one size with their times, as GIF or WebP; every frame stays, also one like its neighbour. Throws like
 * `encodeStill`.
 */
export function encodeAnimation(
  create: typeof sharp,
  animation: Animation,
  spec: EncodeSpec,
  kept: Kept,
): Promise<Buffer> {
  return inTries(spec, (spec) => encodeFrames(create, animation, spec, kept));
}

async function encodeFrames(create: typeof sharp, animation: Animation, spec: EncodeSpec, kept: Kept): Promise<Buffer> {
  const { frames, delay, loop } = animation;
  const { width, height, channels } = frames[0]!;
  const strip = create(Buffer.concat(frames.map(({ data }) => data)), {
    raw: { width, height: height * frames.length, channels, pageHeight: height },
    limitInputPixels: maxPixels,
  });
  const times = {
    ...(delay && { delay: delay.map((ms) => Math.min(ms, maxTime)) }),
    ...(loop !== undefined && { loop: Math.min(loop, maxTime) }),
  };
  const image = encoder(strip, spec, { width, height: height * frames.length }, times);
  const bytes = await encoded(create, image, spec, kept);
  const isTimed = delay?.every((ms) => ms <= maxTime) ?? true;
  if (spec.format !== "webp") return isTimed ? bytes : setGifDelays(bytes, delay!);
  if (isTimed && (await create(bytes).metadata()).pages === frames.length) return bytes;
  const files = await Promise.all(frames.map((raw) => encoder(openRaw(create, raw), spec, raw).toBuffer()));
  const shown = files.map((file, at) => ({ file, delay: delay?.[at] ?? 100 }));
  return muxWebp(shown, { width, height, loop: times.loop ?? 0, metadata: metadataChunks(bytes) });
}

/** The longest delay in ms, and the most rounds, that the library writes; both formats hold longer delays. */
const maxTime = 65_535;

function onGround(raw: Raw, { format }: EncodeSpec): Raw {
  return hasAlpha(raw) && !formatFacts[format].alpha ? flattenWhite(raw) : raw;
}

interface Times {
  readonly delay?: number[];
  readonly loop?: number;
}

/** Settings by measured time, bytes and likeness: docs/adr/0013-encoder-efforts.md, `npm run bench -- encoders`. */
function encoder(image: Sharp, spec: EncodeSpec, { width, height }: Size, times: Times = {}): Sharp {
  const megapixels = (width * height) / 1e6;
  const quality = spec.quality === undefined ? {} : { quality: spec.quality };
  switch (spec.format) {
    case "jpg":
      return image.jpeg({
        ...quality,
        progressive: spec.interlace,
        chromaSubsampling: (spec.quality ?? 0) >= fullColourQuality ? "4:4:4" : "4:2:0",
        mozjpeg: false,
      });
    case "png":
      return image.png({ compressionLevel: 6 });
    case "webp":
      return image.webp({ ...quality, effort: 2, ...times });
    case "avif":
      return image.avif({ ...quality, effort: megapixels <= thumbnailMegapixels ? 1 : 0, chromaSubsampling: "4:2:0" });
    case "gif":
      return image.gif({ effort: 3, keepDuplicateFrames: true, ...times });
    case "tiff":
      return image.tiff({ compression: "lzw", predictor: "horizontal" });
    case "bmp":
    case "heic":
      throw new TypeError(`${spec.format} is not written by sharp`);
    default:
      return assertNever(spec.format);
  }
}

/** From this quality on, half the resolution for colours would cost more than it spares. */
const fullColourQuality = 90;
/** Up to this size AVIF's second effort, 2.5 times the first, takes 10 ms. */
const thumbnailMegapixels = 0.1;
