import { Failure } from "../base/failure.js";
import type { Frame, StepPlan } from "./action.js";
import type { Header, Orientation, Size } from "./header.js";
import { refuseLargeSource, refuseLargeTurn } from "./limits.js";
import { isMarkFormat, markFailure } from "./mark.js";
import type { ImageLayer, Op } from "./op.js";
import { parseMark } from "./parse.js";
import type { ImageStage, Step } from "./pipeline.js";
import { placed } from "./placed.js";
import { printStep } from "./print.js";
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
  /** How the image that its `over` draws is made; absent without one, or where no headers of marks were given. */
  readonly mark?: PlannedMark;
}

/** An image watermark on its way from its object to the frame. */
export interface PlannedMark {
  readonly key: string;
  /** Of the object; only its first frame is used. */
  readonly source: Header;
  readonly steps: readonly PlannedStep[];
  /** As it is drawn. */
  readonly size: Size;
}

/** The header of a watermark object by its key. Throws what is wrong with that object, NoSuchKey where there is none. */
export type MarkHeaders = (key: string) => Header;

export interface StepsOptions {
  /** All frames are kept to the end. */
  readonly animated: boolean;
  readonly marks?: MarkHeaders;
  /** Where the steps prepare an image watermark: the picture that it will stand on. */
  readonly main?: Size;
}

/** Plans the steps of a stage one after the other, the orientation first. Throws what they throw, with their place. */
export function planSteps(
  { steps }: ImageStage,
  source: Header,
  { animated, marks, main }: StepsOptions,
): readonly PlannedStep[] {
  const planned: PlannedStep[] = [];
  const written = steps[0]?.action === "auto-orient" ? steps[0] : undefined;
  const { width, height, alpha, orientation } = source;
  const pristine = orientation === 1 || written?.args.enabled !== false;
  let frame: Frame = { width, height, alpha, animated, source, pristine, ...(main && { main }) };
  const push = (step: Step | undefined, { ops, size }: StepPlan) => {
    const mark = marks && planMark(ops, frame, marks);
    frame = { ...frame, ...size, pristine: frame.pristine && ops.length === 0 };
    planned.push({
      step,
      process: step ? printStep(step) : "auto-orient",
      ops,
      size: { width: frame.width, height: frame.height },
      ...(mark && { mark }),
    });
  };
  const upright = placed({ step: 0, action: "auto-orient" }, () => planOrientation(written, source));
  if (written || upright.ops.length > 0) push(written, upright);
  frame = { ...frame, pristine };
  for (const [index, step] of steps.entries()) {
    if (step.action === "auto-orient") continue;
    const { plan } = declaration(step.action);
    placed({ step: index, action: step.action }, () => push(step, plan?.(step.args as never, frame) ?? { ops: [] }));
  }
  return planned;
}

/** True when the step can leave transparent pixels on an opaque picture. */
export function addsAlpha({ ops }: PlannedStep): boolean {
  return ops.some(({ op }) => op === "mask" || op === "rotate");
}

/** Prepared against the picture as it is at that moment. Source: specification §16.3. */
function planMark(ops: readonly Op[], main: Size, marks: MarkHeaders): PlannedMark | undefined {
  const image = ops.map(imageOf).find((layer) => layer !== undefined);
  if (!image) return undefined;
  try {
    return planMarkImage(image, { width: main.width, height: main.height }, marks);
  } catch (error) {
    const failure = markFailure(image.key, error);
    throw failure instanceof Failure ? failure.movedTo({ item: "image" }) : failure;
  }
}

function planMarkImage({ key, process }: ImageLayer, main: Size, marks: MarkHeaders): PlannedMark {
  const source = marks(key);
  if (!isMarkFormat(source.format))
    throw new Failure(
      "WatermarkError",
      { reason: `"${key}" is a ${source.format}: a watermark is a PNG, JPG, BMP, WebP or TIFF object` },
      { ec: "0040-00000027" },
    );
  const stage = process === undefined ? { steps: [], encode: {} } : parseMark(process);
  refuseLargeSource(
    source,
    stage.steps.some(({ action }) => action === "resize"),
  );
  const steps = planSteps(stage, source, { animated: false, main });
  const { width, height } = steps.at(-1)?.size ?? source;
  return { key, source, steps, size: { width, height } };
}

function imageOf(op: Op): ImageLayer | undefined {
  return op.op === "over" && op.layer.kind !== "text" ? op.layer.image : undefined;
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
