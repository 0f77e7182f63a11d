import { assertNever } from "../../../base/assert-never.js";
import { encodeTries } from "../../../pipeline/encode-tries.js";
import type { Format } from "../../../pipeline/format.js";
import type { Header, Size } from "../../../pipeline/header.js";
import { limits } from "../../../pipeline/limits.js";
import type { EncodeSpec, StagePlan } from "../../../pipeline/plan.js";
import type { ComparedImage } from "../../../service/ports.js";
import type { TextWork } from "../drawing/text.js";
import { blurKernel } from "./blur-kernel.js";
import type { LayerWork, MarkWork, OpNamed, Over, Pass, StageWork, TouchOp } from "./pass.js";

/** What a stage or a pipeline is expected to take; rather too much than too little. */
export interface Cost {
  /** Memory of the process at its height. */
  readonly peakBytes: number;
  /** Of one core, on the machine that the figures were measured on. */
  readonly milliseconds: number;
}

/** Stages run one after the other: their times add up, their memory does not. */
export function costOf(stages: readonly { readonly plan: StagePlan; readonly work: StageWork }[]): Cost {
  const costs = stages.map(({ plan, work }) => costOfStage(plan.source, work));
  return {
    peakBytes: Math.round(Math.max(...costs.map(({ peakBytes }) => peakBytes))),
    milliseconds: Math.ceil(sum(costs.map(({ milliseconds }) => milliseconds))),
  };
}

/** Looking at the pixels: they are decoded and held, a thumbnail is made, the rest is done on that. */
export function costOfAnalysis(source: Header): Cost {
  const { bytesPerPixel, ms } = decoders[source.format];
  const pixelBytes = area(source) * (source.alpha ? 4 : 3);
  return {
    peakBytes: Math.round(idleBytes + 2 * source.byteSize + area(source) * bytesPerPixel + 1.25 * pixelBytes),
    milliseconds: Math.ceil(megapixels(source) * (ms + 2) + 60),
  };
}

/** Both are decoded and held, and compared in this language rather than the library's. */
export function costOfComparison(
  images: readonly Pick<ComparedImage, "byteSize" | "format" | "width" | "height" | "frames">[],
): Cost {
  const frame = Math.max(...images.map(area));
  const costs = images.map(({ byteSize, format, width, height, frames }) => {
    const { bytesPerPixel, ms } = decoders[format];
    const pixels = width * height * frames;
    return { bytes: byteSize + pixels * (bytesPerPixel + 4), ms: (pixels / 1e6) * (ms + comparisonMs) };
  });
  return {
    peakBytes: Math.round(idleBytes + sum(costs.map(({ bytes }) => bytes)) + frame * comparisonBytes),
    milliseconds: Math.ceil(sum(costs.map(({ ms }) => ms)) + 70),
  };
}

/** Bytes a pixel of a frame, and ms a megapixel of each picture. */
const [comparisonBytes, comparisonMs] = [18, 45];

type ImageWork = Extract<StageWork, { readonly kind: "image" }>;

function costOfStage(source: Header, work: StageWork): Cost {
  const held = idleBytes + 2 * source.byteSize;
  const decodeMs = megapixels(source) * decoders[source.format].ms;
  const decodeBytes = area(source) * decoders[source.format].bytesPerPixel;
  switch (work.kind) {
    case "info":
      return { peakBytes: held, milliseconds: 1 };
    case "average-hue":
      return { peakBytes: held + decodeBytes + area(source) * (source.alpha ? 8 : 1), milliseconds: decodeMs + 5 };
    case "image":
      return { peakBytes: held + imageBytes(source, work, decodeBytes), milliseconds: imageMs(source, work, decodeMs) };
  }
}

/** What a process holds at rest. */
const idleBytes = 60 * 2 ** 20;

/** Bytes a pixel while decoding (a progressive JPG is held whole, an interlaced PNG too), and ms a megapixel. */
const decoders: Readonly<Record<Format, { readonly bytesPerPixel: number; readonly ms: number }>> = {
  jpg: { bytesPerPixel: 3, ms: 7 },
  png: { bytesPerPixel: 4, ms: 14 },
  bmp: { bytesPerPixel: 4, ms: 8 },
  gif: { bytesPerPixel: 5, ms: 10 },
  webp: { bytesPerPixel: 4, ms: 20 },
  tiff: { bytesPerPixel: 2, ms: 4 },
  avif: { bytesPerPixel: 6, ms: 40 },
  heic: { bytesPerPixel: 20, ms: 40 },
};

/** The same for encoding. */
const encoders: Readonly<Record<Format, { readonly bytesPerPixel: number; readonly ms: number }>> = {
  jpg: { bytesPerPixel: 6, ms: 10 },
  png: { bytesPerPixel: 6, ms: 40 },
  bmp: { bytesPerPixel: 7, ms: 5 },
  gif: { bytesPerPixel: 8, ms: 250 },
  webp: { bytesPerPixel: 9, ms: 60 },
  tiff: { bytesPerPixel: 7, ms: 30 },
  avif: { bytesPerPixel: 30, ms: 50 },
  heic: { bytesPerPixel: 30, ms: 50 },
};

function imageBytes(source: Header, { passes, encode, animated }: ImageWork, decodeBytes: number): number {
  const frames = animated ? source.frames : 1;
  const last = passes.at(-1)!;
  const channels = source.alpha || passes.some(makesAlpha) ? 4 : 3;
  const strip = animated ? 4 * (area(source) + area(last.size)) * frames : 0;
  // Pixels that were handed over are still there while they are encoded.
  const handed = last.touches.length > 0 || isApart(encode) ? area(last.size) * channels : 0;
  // WebP compresses alpha as a picture of its own, without loss.
  const perPixel = encoders[encode.format].bytesPerPixel + (encode.format === "webp" && channels === 4 ? 10 : 0);
  const encodeBytes = area(last.size) * frames * perPixel + handed;
  const passBytes = passes.map((pass, at) => costOfPass(pass, at === 0 ? source : passes[at - 1]!.size, channels));
  const stamps = stampsOf(passes).map(({ layer }) => stampCost(layer).peakBytes);
  // Of a still picture each is dropped when it is drawn.
  const stampBytes = animated ? sum(stamps) : Math.max(0, ...stamps);
  return decodeBytes + strip + stampBytes + Math.max(...passBytes, encodeBytes) + encodeBytes / 2;
}

function stampsOf(passes: readonly Pass[]): Over[] {
  return passes.flatMap(({ touches }) => touches.filter((op) => op.op === "over"));
}

/** A watermark until it is drawn. */
function stampCost(layer: LayerWork): Cost {
  switch (layer.kind) {
    case "text":
      return textCost(layer.text);
    case "image":
      return markCost(layer.image);
    case "mixed": {
      const [text, image] = [textCost(layer.text), markCost(layer.image)];
      return {
        peakBytes: text.peakBytes + image.peakBytes,
        milliseconds: text.milliseconds + image.milliseconds,
      };
    }
    default:
      return assertNever(layer);
  }
}

/** Its size shows only when it is drawn: a letter is taken for a square, shadows and turns are allowed for. */
function textCost({ line = "", size, rotate }: TextWork): Cost {
  const [width, height] = [[...line].length * size, 1.5 * size];
  const turned = rotate % 180 === 0 ? width * height : (width + height) ** 2 / 2;
  const pixels = Math.min(turned, limits.resizeArea);
  return { peakBytes: pixels * 12, milliseconds: 3 + (pixels / 1e6) * 40 };
}

function markCost({ source, passes, shrink }: MarkWork): Cost {
  const share = shrink === "whole" ? 1 : 0.5;
  const { bytesPerPixel, ms } = decoders[source.format];
  const from = (at: number) => (at === 0 ? source : passes[at - 1]!.size);
  const passBytes = passes.map((pass, at) => costOfPass(pass, from(at), 4));
  const work = passes.map((pass, at) => passMs(pass, area(from(at)) * (at === 0 ? share * share : 1)));
  return {
    peakBytes:
      2 * source.byteSize + area(source) * bytesPerPixel + Math.max(...passBytes) + 8 * area(passes.at(-1)!.size),
    milliseconds: megapixels(source) * ms * share + sum(work) + 1,
  };
}

/** The encoder gets bare pixels in any case. */
function isApart({ format, flatten, maxBytes, metadata }: EncodeSpec): boolean {
  return flatten || format === "tiff" || format === "avif" || maxBytes !== undefined || metadata !== "none";
}

function makesAlpha({ geometry, touches }: Pass): boolean {
  return geometry.some(({ op }) => op === "rotate") || touches.some(({ op }) => op === "mask");
}

/** Rows flow through a scale; ops that jump about hold their input whole, and premultiplied colour takes four times the room. */
function costOfPass({ geometry, touches, keepAlpha, read, size }: Pass, from: Size, channels: 3 | 4): number {
  const jumps = geometry.some(({ op }) => op === "orient" || op === "rotate");
  const turned = geometry.some(({ op }) => op === "rotate") ? area(read) * 10 : 0;
  const premultiplied = keepAlpha ? area(read) * 16 : 0;
  const handed = touches.length > 0 || keepAlpha ? area(read) * channels * 2 : 0;
  const copies = touches.filter(({ op }) => op === "mask" || op === "extend" || op === "crop").length;
  return area(from) * (jumps ? 4 : 1) + turned + premultiplied + handed + area(size) * channels * copies;
}

function imageMs(source: Header, { passes, encode, shrink, animated }: ImageWork, decodeMs: number): number {
  const share = shrink === "whole" ? 1 : 0.5;
  const work = passes.map((pass, at) =>
    passMs(pass, at === 0 ? area(source) * share * share : area(passes[at - 1]!.size)),
  );
  const frames = animated ? source.frames : 1;
  const stamps = stampsOf(passes).map(({ layer }) => stampCost(layer).milliseconds);
  return (decodeMs * share + sum(work) + encodeMs(encode, passes.at(-1)!.size)) * frames + sum(stamps) + 3;
}

function encodeMs({ format, interlace, maxBytes }: EncodeSpec, size: Size): number {
  const tries = maxBytes === undefined ? 1 : encodeTries;
  return megapixels(size) * encoders[format].ms * (interlace ? 2 : 1) * tries;
}

function passMs({ geometry, touches, read, size }: Pass, fromPixels: number): number {
  const reading = geometry.map((op) => {
    if (op.op === "scale") return (fromPixels / 1e6) * 3 + megapixels(read) * 6;
    if (op.op === "rotate") return megapixels(read) * 30;
    if (op.op === "blur") return megapixels(read) * blurMs(op);
    return megapixels(read) * 3;
  });
  return sum(reading) + sum(touches.map(({ op }) => touchMs[op] * megapixels(size)));
}

/** ms a megapixel. */
function blurMs(op: OpNamed<"blur">): number {
  const { reach, exact } = blurKernel(op);
  return exact ? 17 + reach * 4.6 : 4 + reach * 0.6;
}

/** ms a megapixel of the frame. */
const touchMs: Readonly<Record<TouchOp["op"], number>> = { crop: 1, extend: 1, sharpen: 15, mask: 4, tone: 3, over: 5 };

function area({ width, height }: Size): number {
  return width * height;
}

function megapixels(size: Size): number {
  return area(size) / 1e6;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
