import type { Header, Size } from "../../../pipeline/header.js";
import type { Layer, Op, Overlay } from "../../../pipeline/op.js";
import type { EncodeSpec } from "../../../pipeline/plan.js";
import type { TextWork } from "../drawing/text.js";

/** The members of the op language by their names. */
export type OpNamed<Name extends Op["op"]> = Extract<Op, { readonly op: Name }>;

export interface Linear {
  readonly gain: number;
  readonly offset: number;
}

/** One or more `linear` ops in a row: on 8-bit colour any number of them is one table of 256 values. */
export interface Tone {
  readonly op: "tone";
  readonly linears: readonly Linear[];
}

/** A watermark with all that has to be done for it. */
export interface Over extends Omit<Overlay, "layer"> {
  readonly op: "over";
  readonly layer: LayerWork;
}

type Mixed = Extract<Layer, { readonly kind: "mixed" }>;

export type LayerWork =
  | { readonly kind: "text"; readonly text: TextWork }
  | { readonly kind: "image"; readonly image: MarkWork }
  | (Omit<Mixed, "text" | "image"> & { readonly text: TextWork; readonly image: MarkWork });

/** How the image of a watermark is made. */
export interface MarkWork {
  readonly key: string;
  /** Of the object. */
  readonly source: Header;
  /** At least one; the first reads the object, the last one leaves what is drawn. */
  readonly passes: readonly Pass[];
  /** How the first pass reads. */
  readonly shrink: ReadShrink;
}

/** What the planner works on: the op language, tones joined, watermarks with all that has to be done for them. */
export type PlannerOp = Exclude<Op, OpNamed<"linear" | "over">> | Tone | Over;

/** Ops that a sharp instance runs while it reads. */
export type GeometryOp = OpNamed<"crop" | "scale" | "orient" | "rotate" | "blur">;

/** Ops that are done on decoded pixels, in place or by copying rows. */
export type TouchOp = OpNamed<"crop" | "extend" | "sharpen" | "mask"> | Tone | Over;

/** One sharp instance, and what is then done to the pixels it hands over. */
export interface Pass {
  /** In the order in which sharp runs them; at most one of each, two crops. */
  readonly geometry: readonly GeometryOp[];
  /** After the geometry; sharp's own report of it is not always right. */
  readonly read: Size;
  /** The geometry is a blur, which spares alpha: the alpha of the pass's input is put back. */
  readonly keepAlpha: boolean;
  /** In list order. */
  readonly touches: readonly TouchOp[];
  /** After the touches. */
  readonly size: Size;
}

/**
 * What speed may cost: nothing (`exact`: as if every step ran by itself, to within 1 of 255), what cannot be seen
 * (`balanced`: 41 dB and better), or the half pixel that sharp's own short cuts cost (`fast`).
 */
export type Exactness = "exact" | "balanced" | "fast";

/**
 * How far the decoder of a JPG may shrink while it reads, which spares most of its work: not at all, so far that the scale
 * behind it still halves, or as far as it can.
 */
export type ReadShrink = "whole" | "half" | "least";

/** All that a pixel process needs to know of a stage; plain data. */
export type StageWork =
  | {
      readonly kind: "image";
      /** One stored frame, as the header says. */
      readonly source: Size;
      /** At least one; the first reads the stage's source, the last one's result is encoded. */
      readonly passes: readonly Pass[];
      readonly animated: boolean;
      readonly encode: EncodeSpec;
      /** How the first pass reads an encoded source. */
      readonly shrink: ReadShrink;
    }
  | { readonly kind: "info" }
  | { readonly kind: "average-hue" };
