import { Failure } from "../base/failure.js";
import type { ArgsOf } from "./actions/index.js";
import { type Format, formatFacts } from "./format.js";
import type { Header, Size } from "./header.js";
import { refuseLargeResult, refuseLargeSource } from "./limits.js";
import type { Encode, ImagePipeline, ImageStage, Query } from "./pipeline.js";
import { placed } from "./placed.js";
import { addsAlpha, type MarkHeaders, type PlannedStep, planSteps } from "./plan-steps.js";
import { writtenSteps } from "./print.js";
import { roundRatio } from "./round-ratio.js";
import { declaration } from "./step.js";

/** What a stage, and so a pipeline, results in. */
export interface Outcome extends Size {
  readonly format: Format;
  readonly contentType: string;
  readonly frames: number;
  /** The result can hold transparent pixels. */
  readonly alpha: boolean;
}

/** What the encoder is told; everything is decided, nothing is left to a library's default. */
export interface EncodeSpec {
  readonly format: Format;
  /** 1..100, for jpg, webp, avif and heic. */
  readonly quality?: number;
  /** Progressive JPG. */
  readonly interlace: boolean;
  /** The file may have at most so many bytes: quality gives way, in at most `encodeTries` tries. */
  readonly maxBytes?: number;
  /** Which of the source's metadata the file keeps. */
  readonly metadata: MetadataPolicy;
  /** The pixels may be transparent and the format is not: composite on white. */
  readonly flatten: boolean;
}

export type MetadataPolicy = ArgsOf<"x-metadata">["keep"];

export interface StagePlan {
  readonly source: Header;
  readonly steps: readonly PlannedStep[];
  readonly encode: EncodeSpec;
  readonly out: Outcome;
  /** Every frame is worked (animated result) or the first one only. */
  readonly animated: boolean;
  /** Why an animated source gives a still result: the action that keeps one frame only, or the format that has one. */
  readonly stilledBy?: string;
  readonly query?: Query;
}

export interface PipelinePlan {
  /** At least one. */
  readonly stages: readonly StagePlan[];
  readonly out: Outcome;
  /** The answer is a JSON document about the source, not an image. */
  readonly query?: Query;
}

/**
 * Computes every op and the exact size after each step from the source's header alone. Pure. Throws the failures of
 * specification §5 (source limits) and §3 (run-time conditions), with their place: `step` counts the steps that run. Watermark
 * objects are looked up in `marks` when their step comes; without it they are left unplanned, which changes no size.
 */
export function planPipeline(pipeline: ImagePipeline, source: Header, marks?: MarkHeaders): PipelinePlan {
  const stages: StagePlan[] = [];
  let from = source;
  for (const [index, stage] of pipeline.stages.entries()) {
    const plan = placed({ stage: index }, () => planStage(stage, from, marks));
    stages.push(plan);
    from = headerOf(plan);
    if (plan.query) break;
  }
  const last = stages.at(-1);
  if (!last) throw new TypeError("a pipeline has at least one stage");
  return { stages, out: last.out, ...(last.query && { query: last.query }) };
}

function planStage(stage: ImageStage, source: Header, marks: MarkHeaders | undefined): StagePlan {
  refuseLargeSource(
    source,
    stage.steps.some(({ action }) => action === "resize"),
  );
  const format = outputFormat(stage, source);
  const stilledBy = stillingOf(stage, source, format);
  const animated = source.frames > 1 && stilledBy === undefined;
  // A question is answered from the source: its other steps are checked by the grammar and not run.
  const steps = stage.query ? [] : planSteps(stage, source, { animated, ...(marks && { marks }) });
  const last = steps.at(-1);
  const size = last ? last.size : { width: source.width, height: source.height };
  const alpha = source.alpha || steps.some(addsAlpha);
  if (!stage.query) refuseLargeResult(format, size);
  const { alpha: formatAlpha, contentType } = formatFacts[format];
  return {
    source,
    steps,
    encode: encodeSpec(stage, source, format, alpha && !formatAlpha),
    out: { ...size, format, contentType, frames: animated ? source.frames : 1, alpha: alpha && formatAlpha },
    animated,
    ...(stilledBy !== undefined && { stilledBy }),
    ...(stage.query && { query: stage.query }),
  };
}

/** Source: specification §13; GIF is only made of GIF. */
function outputFormat({ encode }: ImageStage, source: Header): Format {
  const format = encode.format?.format ?? "src";
  if (format === "src") return source.format;
  return format === "gif" ? (source.format === "gif" ? "gif" : source.format) : format;
}

/**
 * What makes a still picture of an animated source: the format, or the first action that keeps one frame only; `undefined`
 * where all frames are kept, and for still sources. Source: specification §4.1.
 */
function stillingOf(stage: ImageStage, source: Header, format: Format): string | undefined {
  if (source.frames === 1) return undefined;
  if (!formatFacts[format].animation) return `format ${format}`;
  return writtenSteps(stage).find(
    ({ action, args }) => declaration(action).keepsAnimation?.(args as never, { source, format }) === false,
  )?.action;
}

const defaultQuality: Partial<Record<Format, number>> = { jpg: 75, webp: 75, avif: 50, heic: 50 };

/** Source: specification §4 (defaults). */
function encodeSpec({ encode }: ImageStage, source: Header, format: Format, flatten: boolean): EncodeSpec {
  const quality = qualityOf(encode.quality, source, format);
  const maxBytes = encode["x-max-bytes"]?.bytes;
  if (maxBytes !== undefined && quality === undefined)
    throw new Failure(
      "InvalidArgument",
      { name: "x-max-bytes", got: format, expected: "a result in jpg, webp or avif, whose quality can give way" },
      { where: { action: "x-max-bytes" } },
    );
  return {
    format,
    interlace: format === "jpg" && (encode.interlace?.enabled ?? false),
    flatten,
    metadata: formatFacts[format].metadata ? (encode["x-metadata"]?.keep ?? "none") : "none",
    ...(quality !== undefined && { quality }),
    ...(maxBytes !== undefined && { maxBytes }),
  };
}

/** 1..100; `undefined` for formats that have none. Source: specification §15. */
function qualityOf(asked: Encode["quality"] = {}, source: Header, format: Format): number | undefined {
  const fallback = defaultQuality[format];
  if (fallback === undefined) return undefined;
  const { relative, absolute = asked.bare } = asked;
  const cap = format === "jpg" ? source.quality : undefined;
  if (absolute !== undefined) return Math.min(absolute, cap ?? 100);
  if (relative !== undefined) return cap === undefined ? relative : Math.max(1, roundRatio(cap * relative, 100));
  return cap ?? fallback;
}

/** What the next stage finds: the encoded result of this one. Its file size is not known yet and not limited. */
function headerOf({ out, encode }: StagePlan): Header {
  return {
    format: out.format,
    width: out.width,
    height: out.height,
    orientation: 1,
    frames: out.frames,
    alpha: out.alpha,
    byteSize: 0,
    ...(out.format === "jpg" && encode.quality !== undefined && { quality: encode.quality }),
  };
}
