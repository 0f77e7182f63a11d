import type { Format } from "./format.js";
import type { Header, Size } from "./header.js";
import type { Op } from "./op.js";
import type { ImagePipeline, Query, Step } from "./pipeline.js";

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
 * specification §5 (source limits) and §3 (6) (run-time conditions), with their place in the pipeline.
 */
export function planPipeline(pipeline: ImagePipeline, source: Header): PipelinePlan {
  throw new Error(`${pipeline.stages.length}${source.format}`);
}
