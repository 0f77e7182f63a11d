import type { Format } from "../../../pipeline/format.js";
import type { Header, Size } from "../../../pipeline/header.js";
import type { EncodeSpec, StagePlan } from "../../../pipeline/plan.js";
import type { Pass, StageWork, TouchOp } from "./pass.js";

/** What a stage or a pipeline is expected to take. */
export interface Cost {
  /** Memory at its height. */
  readonly peakBytes: number;
  /** Of one core, on the machine that the figures were measured on. */
  readonly milliseconds: number;
}

/** Stages run one after the other: their times add up, their memory does not. */
export function costOf(stages: readonly { readonly plan: StagePlan; readonly work: StageWork }[]): Cost {
  const costs = stages.map(({ plan, work }) => costOfStage(plan.source, work));
  return {
    peakBytes: Math.max(...costs.map(({ peakBytes }) => peakBytes)),
    milliseconds: costs.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}

function costOfStage(source: Header, work: StageWork): Cost {
  if (work.kind === "info") return { peakBytes: source.byteSize + idleBytes, milliseconds: 1 };
  if (work.kind === "average-hue") return costOfHue(source);
  const frames = work.animated ? source.frames : 1;
  const { passes, encode } = work;
  const last = passes.at(-1)!;
  const share = work.shrink === "whole" ? 1 : 0.5;
  const strip = work.animated ? 4 * (area(source) + area(last.size)) * frames : 0;
  const passBytes = passes.map((pass, at) => costOfPass(pass, at === 0 ? source : passes[at - 1]!.size, source.alpha));
  const encodeBytes = area(last.size) * frames * encoders[encode.format].bytesPerPixel;
  const ms =
    (megapixels(source) * decoders[source.format] * share +
      sum(passes.map((pass, at) => passMs(pass, at === 0 ? source : passes[at - 1]!.size))) +
      megapixels(last.size) * encodeMs(encode)) *
    frames;
  return {
    peakBytes: Math.round(idleBytes + 2 * source.byteSize + strip + Math.max(...passBytes, encodeBytes)),
    milliseconds: Math.ceil(ms + 2),
  };
}

/** What a process holds at rest. */
const idleBytes = 60 * 2 ** 20;

/** ms a megapixel. */
const decoders: Readonly<Record<Format, number>> = {
  jpg: 7.5,
  png: 14.5,
  bmp: 10,
  gif: 12,
  webp: 31,
  tiff: 4,
  avif: 90,
  heic: 90,
};

/** Bytes a pixel at the height of encoding, and ms a megapixel. */
const encoders: Readonly<Record<Format, { readonly bytesPerPixel: number; readonly ms: number }>> = {
  jpg: { bytesPerPixel: 7, ms: 14 },
  png: { bytesPerPixel: 8, ms: 75 },
  bmp: { bytesPerPixel: 8, ms: 10 },
  gif: { bytesPerPixel: 12, ms: 600 },
  webp: { bytesPerPixel: 9, ms: 110 },
  tiff: { bytesPerPixel: 8, ms: 75 },
  avif: { bytesPerPixel: 33, ms: 60 },
  heic: { bytesPerPixel: 33, ms: 60 },
};

function encodeMs({ format, interlace }: EncodeSpec): number {
  return encoders[format].ms * (interlace ? 2 : 1);
}

/** Reading in rows takes 3.6 bytes a pixel of the result; ops that jump about hold the input whole. */
function costOfPass(pass: Pass, from: Size, alpha: boolean): number {
  const channels = alpha ? 4 : 3;
  const held = pass.geometry.some(({ op }) => op === "orient" || op === "rotate" || op === "blur");
  const input = area(from) * (held ? 5 : 2);
  const turned = pass.geometry.some(({ op }) => op === "rotate") ? area(pass.read) * 10 : 0;
  const touched = pass.touches.length > 0 ? area(pass.size) * channels : 0;
  return input + turned + area(pass.read) * (channels + 1) + touched;
}

function passMs(pass: Pass, from: Size): number {
  const reading = sum(
    pass.geometry.map((op) => {
      if (op.op === "scale") return megapixels(from) * 4 + megapixels(pass.read) * 8;
      if (op.op === "rotate") return megapixels(pass.read) * 40;
      if (op.op === "blur") return megapixels(pass.read) * (4 + Math.min(op.radius, 3 * op.sigma) * 0.9);
      return megapixels(pass.read) * 4;
    }),
  );
  return reading + sum(pass.touches.map(({ op }) => touchMs[op] * megapixels(pass.size)));
}

/** ms a megapixel of the frame. */
const touchMs: Readonly<Record<TouchOp["op"], number>> = { crop: 1, extend: 1, sharpen: 12, mask: 4, tone: 3, over: 5 };

function costOfHue(source: Header): Cost {
  const perPixel = source.alpha ? 8 : 3;
  return {
    peakBytes: Math.round(idleBytes + 2 * source.byteSize + area(source) * perPixel),
    milliseconds: Math.ceil(megapixels(source) * decoders[source.format] + 5),
  };
}

function area({ width, height }: Size): number {
  return width * height;
}

function megapixels(size: Size): number {
  return area(size) / 1e6;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
