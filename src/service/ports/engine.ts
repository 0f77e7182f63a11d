import type { Readable } from "node:stream";
import type { EngineChoice } from "../../pipeline/engine-choice.js";
import type { Format } from "../../pipeline/format.js";
import type { Header, Insights } from "../../pipeline/header.js";
import type { ImagePipeline } from "../../pipeline/pipeline.js";
import type { PipelinePlan } from "../../pipeline/plan.js";
import type { MarkHeaders } from "../../pipeline/plan-steps.js";
import type { LocalFile } from "./local-file.js";
import type { ListedObject, ObjectRef } from "./objects.js";

/** The image that an engine works on; its bytes come here only for an engine that asks for them. */
export interface Source {
  readonly byteSize: number;
  /** Where it lives in the store; absent for a file that lives in none. */
  readonly object?: ListedObject;
  /**
   * A local file with the bytes, which whoever opens it releases; behind `firstBytes`, where they are given, it may be empty.
   * Throws NoSuchKey, and ServiceUnavailable when the object was replaced meanwhile.
   */
  open(signal: AbortSignal, firstBytes?: number): Promise<LocalFile>;
}

/** A watermark object, and what its header says. */
export interface MarkSource extends Source {
  readonly header: Header;
}

export interface RenderJob {
  readonly source: Source;
  readonly header: Header;
  readonly pipeline: ImagePipeline;
  /** The watermark objects that the pipeline draws, by key. */
  readonly marks: ReadonlyMap<string, MarkSource>;
}

/** Milliseconds spent, for Server-Timing. */
export interface Timings {
  readonly planMs: number;
  readonly queueMs: number;
  /** Reading and decoding. */
  readonly sourceMs: number;
  readonly renderMs: number;
  readonly encodeMs: number;
}

/** What is known of a finished image besides its bytes. */
export interface ImageFacts {
  readonly byteSize: number;
  readonly format: Format;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** A finished image in a file of the engine's; whoever gets it calls `release` when the bytes have been read or moved. */
export interface RenderedImage extends ImageFacts {
  readonly kind: "image";
  readonly file: LocalFile;
  readonly timings: Timings;
}

/** The answer of `info` or `average-hue`. */
export interface RenderedDocument {
  readonly kind: "document";
  /** Pretty much small: a JSON object. */
  readonly json: string;
  readonly timings: Timings;
}

export type Rendered = RenderedImage | RenderedDocument;

/** A finished image to be compared, whoever made it. */
export interface ComparedImage extends Pick<ImageFacts, "byteSize" | "format" | "width" | "height" | "frames"> {
  /** All bytes. */
  open(): Readable;
}

/** How far what two images show is apart. Colours count as seen on mid grey, alpha beside them. */
export interface PixelComparison {
  /** As the files say it: upright, one frame's size. */
  readonly a: Pick<ImageFacts, "width" | "height" | "frames">;
  readonly b: Pick<ImageFacts, "width" | "height" | "frames">;
  /** Frames that both have: those were compared. Where sizes differ, `b` was scaled to the size of `a`. */
  readonly frames: number;
  /** Peak signal to noise of the colours, dB; absent where no pixel differs, or none in its colours. */
  readonly psnr?: number;
  /** Mean structural similarity of the luma, 1 for equal pictures, -1 at worst. */
  readonly ssim: number;
  /** The largest difference in any channel of any pixel, 0..255. */
  readonly largest: number;
  /** Share of the pixels that differ, 0..1. */
  readonly differing: number;
  /** A PNG that shows where, of all frames; absent where none was asked for. */
  readonly heatMap?: Uint8Array;
}

/** What `explain` shows: the plan as data, no pixel read. */
export interface Explanation {
  /** Who would run it. */
  readonly engine: EngineName;
  readonly plan: PipelinePlan;
  /** For each stage the passes in which this engine runs its ops, and the rewrite rules that made them so. */
  readonly execution: readonly StageExecution[];
  /** What it would take of this machine, rather too much than too little; nothing where the cloud does it. */
  readonly cost: { readonly peakBytes: number; readonly milliseconds: number };
}

export interface StageExecution {
  /** Ops of each pass in words, `scale 300x200`. */
  readonly passes: readonly { readonly ops: readonly string[]; readonly width: number; readonly height: number }[];
  /** Names of the rules that fired, in order. */
  readonly rules: readonly string[];
  /**
   * How far the decoder shrinks the source while it reads, which spares most of its work: not at all, so far that the scale
   * behind it still halves, or as far as it can. Absent where no picture is read here.
   */
  readonly shrink?: "whole" | "half" | "least";
}

/** `local` works pixels on this machine, `oss` has the cloud do it. */
export type EngineName = "local" | "oss";

export interface Engine {
  readonly name: EngineName;
  /**
   * Names everything of the engine that decides the bytes of a pipeline's result: library versions, fonts, settings. Part of
   * every ETag. Throws NotImplemented, naming action and item, for a pipeline that this engine refuses whatever the source is.
   */
  fingerprintOf(pipeline: ImagePipeline): string;
  /** Reads the header. Throws BadRequest (not a supported image), ImageTooLarge, ImageDamage. */
  inspect(source: Source, signal: AbortSignal): Promise<Header>;
  /**
   * Looks at the pixels of the first frame; `header` is what `inspect` said, `choice` who is to look (default: as configured).
   * Waits its turn like a render, and aborting ends it. Throws ImageDamage, ImageTooLarge, NotImplemented, DeadlineExceeded, ServiceUnavailable.
   */
  analyse(source: Source, header: Header, signal: AbortSignal, choice?: EngineChoice): Promise<Insights>;
  /** Throws what planning and `marks` throw, and NotImplemented and InvalidArgument for what this engine cannot do. */
  explain(pipeline: ImagePipeline, header: Header, marks: MarkHeaders): Explanation;
  /** Runs the pipeline. Aborting ends the work. Throws what `explain` throws, ImageDamage, DeadlineExceeded, ServiceUnavailable. */
  render(job: RenderJob, signal: AbortSignal): Promise<Rendered>;
  /**
   * Renders into an object of the store, replacing what is there, without the bytes coming here. False, and nothing done,
   * where this engine cannot: then rendering and putting are left to the caller. Throws what `render` throws.
   */
  save?(job: RenderJob, target: ObjectRef, signal: AbortSignal): Promise<boolean>;
  /**
   * Compares the pixels of two images; `heatMapSide` is the longest side of the map in px, 0 for none. Absent where this engine
   * does not work pixels itself. Throws ImageDamage, ImageTooLarge, DeadlineExceeded, ServiceUnavailable.
   */
  compare?(
    images: readonly [ComparedImage, ComparedImage],
    options: { readonly heatMapSide: number },
    signal: AbortSignal,
  ): Promise<PixelComparison>;
  readonly capabilities: EngineCapabilities;
  /** Throws when it cannot serve. */
  check(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What one of several engines refuses. */
export interface EngineSupport {
  readonly engine: EngineName;
  /** As in EngineCapabilities. */
  readonly unsupported: readonly string[];
}

export interface EngineCapabilities {
  /** All that a pipeline may choose from, the configured one first; absent where there is one only. */
  readonly engines?: readonly EngineSupport[];
  /** It can look at pixels. */
  readonly analyses: boolean;
  readonly formats: readonly { readonly format: Format; readonly decode: boolean; readonly encode: boolean }[];
  /** Actions, or `action.item`s, of the registry that this engine refuses. */
  readonly unsupported: readonly string[];
  readonly fonts: readonly { readonly name: string; readonly family: string }[];
  readonly limits: {
    readonly maxSourceBytes: number;
    readonly maxSourcePixels: number;
    readonly deadlineMs: number;
    readonly memoryBytes: number;
  };
}
