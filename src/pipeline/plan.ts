import { Failure, type Where } from "../base/failure.js";
import type { Frame, StepPlan } from "./action.js";
import { type Format, formatFacts } from "./format.js";
import type { Header, Orientation, Size } from "./header.js";
import { refuseLargeResult, refuseLargeSource, refuseLargeTurn } from "./limits.js";
import type { Op } from "./op.js";
import type { ImagePipeline, ImageStage, Query, Step } from "./pipeline.js";
import { printStep, writtenSteps } from "./print.js";
import { roundRatio } from "./round-ratio.js";
import { declaration } from "./step.js";

/** A step with what it comes down to on a given source. */
export interface PlannedStep {
  /** The written step; `undefined` for the orientation that is applied unasked. */
  readonly step: Step | undefined;
  /** The step as text, `resize,w_300`; `auto-orient` for the unasked one. */
  readonly process: string;
  readonly ops: readonly Op[];
  /** The frame after the step. */
  readonly size: Size;
}

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
  /** The pixels may be transparent and the format is not: composite on white. */
  readonly flatten: boolean;
}

export interface StagePlan {
  readonly source: Header;
  readonly steps: readonly PlannedStep[];
  readonly encode: EncodeSpec;
  readonly out: Outcome;
  /** Every frame is worked (animated result) or the first one only. */
  readonly animated: boolean;
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
 * specification §5 (source limits) and §3 (run-time conditions), with their place: `step` counts the steps that run.
 */
export function planPipeline(pipeline: ImagePipeline, source: Header): PipelinePlan {
  const stages: StagePlan[] = [];
  let from = source;
  for (const [index, stage] of pipeline.stages.entries()) {
    const plan = placed({ stage: index }, () => planStage(stage, from));
    stages.push(plan);
    from = headerOf(plan);
    if (plan.query) break;
  }
  const last = stages.at(-1);
  if (!last) throw new TypeError("a pipeline has at least one stage");
  return { stages, out: last.out, ...(last.query && { query: last.query }) };
}

function planStage(stage: ImageStage, source: Header): StagePlan {
  refuseLargeSource(
    source,
    stage.steps.some(({ action }) => action === "resize"),
  );
  const format = outputFormat(stage, source);
  const animated = staysAnimated(stage, source, format);
  // A question is answered from the source: its other steps are checked by the grammar and not run.
  const steps = stage.query ? [] : planSteps(stage, source, animated);
  const last = steps.at(-1);
  const size = last ? last.size : { width: source.width, height: source.height };
  const alpha = source.alpha || steps.some(({ ops }) => ops.some(({ op }) => op === "mask" || op === "rotate"));
  if (!stage.query) refuseLargeResult(format, size);
  const { alpha: formatAlpha, contentType } = formatFacts[format];
  return {
    source,
    steps,
    encode: encodeSpec(stage, source, format, alpha && !formatAlpha),
    out: { ...size, format, contentType, frames: animated ? source.frames : 1, alpha: alpha && formatAlpha },
    animated,
    ...(stage.query && { query: stage.query }),
  };
}

function planSteps({ steps }: ImageStage, source: Header, animated: boolean): PlannedStep[] {
  const planned: PlannedStep[] = [];
  const written = steps[0]?.action === "auto-orient" ? steps[0] : undefined;
  let frame: Frame = { width: source.width, height: source.height, alpha: source.alpha, animated, source };
  const push = (step: Step | undefined, { ops, size }: StepPlan) => {
    frame = { ...frame, ...size };
    planned.push({
      step,
      process: step ? printStep(step) : "auto-orient",
      ops,
      size: { width: frame.width, height: frame.height },
    });
  };
  const upright = placed({ step: 0, action: "auto-orient" }, () => planOrientation(written, source));
  if (written || upright.ops.length > 0) push(written, upright);
  for (const [index, step] of steps.entries()) {
    if (step.action === "auto-orient") continue;
    const { plan } = declaration(step.action);
    push(
      step,
      placed({ step: index, action: step.action }, () => plan?.(step.args as never, frame) ?? { ops: [] }),
    );
  }
  return planned;
}

/** The eight EXIF orientations as turns of the stored picture. */
const turns: Readonly<Record<Orientation, { readonly flop: boolean; readonly rotate: 0 | 90 | 180 | 270 }>> = {
  1: { flop: false, rotate: 0 },
  2: { flop: true, rotate: 0 },
  3: { flop: false, rotate: 180 },
  4: { flop: true, rotate: 180 },
  5: { flop: true, rotate: 270 },
  6: { flop: false, rotate: 90 },
  7: { flop: true, rotate: 90 },
  8: { flop: false, rotate: 270 },
};

function planOrientation(written: Step<"auto-orient"> | undefined, { orientation, width, height }: Header): StepPlan {
  if (orientation === 1 || written?.args.enabled === false) return { ops: [] };
  // Only a written `auto-orient,1` is bound by the limit of turning. Source: specification §11.
  if (written) refuseLargeTurn({ width, height });
  const size = orientation >= 5 ? { width: height, height: width } : { width, height };
  return { ops: [{ op: "orient", ...turns[orientation] }], size };
}

/** Source: specification §13; GIF is only made of GIF. */
function outputFormat({ encode }: ImageStage, source: Header): Format {
  const format = encode.format?.format ?? "src";
  if (format === "src") return source.format;
  return format === "gif" ? (source.format === "gif" ? "gif" : source.format) : format;
}

/** All frames are kept when source, result and every written action allow it. Source: specification §4.1. */
function staysAnimated(stage: ImageStage, source: Header, format: Format): boolean {
  if (source.frames === 1 || !formatFacts[format].animation) return false;
  return writtenSteps(stage).every(
    ({ action, args }) => declaration(action).keepsAnimation?.(args as never, { source, format }) ?? true,
  );
}

const defaultQuality: Partial<Record<Format, number>> = { jpg: 75, webp: 75, avif: 50, heic: 50 };

/** Source: specification §4 (defaults), §15 (quality). */
function encodeSpec({ encode }: ImageStage, source: Header, format: Format, flatten: boolean): EncodeSpec {
  const fallback = defaultQuality[format];
  const spec = { format, interlace: format === "jpg" && (encode.interlace?.enabled ?? false), flatten };
  if (fallback === undefined) return spec;
  const { relative, absolute = encode.quality?.bare } = encode.quality ?? {};
  const cap = format === "jpg" ? source.quality : undefined;
  if (absolute !== undefined) return { ...spec, quality: Math.min(absolute, cap ?? 100) };
  if (relative !== undefined)
    return { ...spec, quality: cap === undefined ? relative : Math.max(1, roundRatio(cap * relative, 100)) };
  return { ...spec, quality: cap ?? fallback };
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

function placed<T>(where: Where, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof Failure ? error.at(where) : error;
  }
}
