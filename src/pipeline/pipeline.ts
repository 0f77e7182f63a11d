import type { StyleName } from "../base/style-name.js";
import type { ArgsOf, EncoderAction, StepAction } from "./actions/index.js";
import type { Kind } from "./param.js";

/**
 * One written action with its arguments by their inner names: `{ action: "resize", args: { width: 300 } }`. Plain data: it
 * goes into a job, a cache key and a child process unchanged. Arguments that were not written are absent.
 */
export type Step<A extends StepAction = StepAction> = {
  readonly [K in A]: { readonly action: K; readonly args: ArgsOf<K> };
}[A];

/** Encoder settings by their action: free in position, the last one written wins. */
export type Encode = { readonly [A in EncoderAction]?: ArgsOf<A> };

/** `info` and `average-hue` turn a stage into a question about its source; the other steps are checked but not run. */
export type Query = "info" | "average-hue";

export interface ImageStage {
  /** In the order of running; `auto-orient`, if written, comes first. */
  readonly steps: readonly Step[];
  readonly encode: Encode;
  readonly query?: Query;
}

export interface StyleStage {
  readonly style: StyleName;
  /** Values for the style's parameters by their names; absent where there is none. */
  readonly args?: Readonly<Record<string, StyleArgument>>;
}

/** A value that one parameter of a style is given. */
export interface StyleArgument {
  /** As the items on the wire have it for which the parameter stands: `640`, `lfit`, `1`. */
  readonly text: string;
  /** What the caller took the parameter for; absent in a process string, which knows no types. */
  readonly type?: Kind["type"];
}

export type Stage = ImageStage | StyleStage;

/** The one language: what a process string, a GraphQL transform and a stored style all become. */
export interface Pipeline {
  /** At least one; each receives the encoded result of the one before. */
  readonly stages: readonly Stage[];
}

/** A pipeline whose styles have been replaced by their content. */
export interface ImagePipeline {
  readonly stages: readonly ImageStage[];
}

/** Where `sys/saveas` puts the result; an absent bucket is the source's. Not yet checked as names. */
export interface SaveTarget {
  readonly key: string;
  readonly bucket?: string;
}

/** Something that the grammar lets pass and a caller may want to know. */
export interface PipelineWarning {
  readonly stage: number;
  readonly step: number;
  readonly action: string;
  readonly item: string;
  readonly message: string;
}

export function isStyleStage(stage: Stage): stage is StyleStage {
  return "style" in stage;
}
