import { Failure } from "../../base/failure.js";
import {
  declaration,
  type Pipeline,
  type PipelineWarning,
  parseProcess,
  printStep,
  printStyleStage,
} from "../../pipeline/index.js";
import { type Blame, type InputPath, refusing } from "../refused-input.js";
import { argumentWords } from "./argument-words.js";
import { simpleField, simpleSteps } from "./simple-steps.js";
import { inputParams, type StepInput } from "./step-input.js";
import { checkStyleName, readStyleWith, styleWithPlace } from "./style-stage.js";
import type { TransformInput } from "./transform-input.js";
import { markShare } from "./watermark-image-input.js";
import { stepField, watermarkForm, writtenStep } from "./written-step.js";

/** What a TransformInput says. */
export interface Transform {
  readonly pipeline: Pipeline;
  readonly warnings: readonly PipelineWarning[];
  /** The argument at fault when the pipeline cannot be carried out. */
  readonly blame: Blame;
}

/**
 * Reads a transform in any of its forms. Whatever the form, it is written as a process string and read by the one grammar,
 * which holds all ranges and rules. `at` is the argument's place. Throws RefusedInput.
 */
export function readTransform(input: TransformInput, at: InputPath): Transform {
  const { pipeline, saveAs, warnings } = refusing(
    (failure) => [...at, ...placeWritten(input, failure)],
    () => inOwnWords(input, () => parseProcess(transformText(input))),
  );
  if (saveAs)
    throw refusing([...at, "process"], () => {
      throw new Failure("InvalidArgument", {
        name: "process",
        got: "sys/saveas",
        expected: "no sys/saveas: the mutation saveImage stores results",
      });
    });
  return {
    // A process string does not say which types the caller gave.
    pipeline: input.styleWith == null ? pipeline : { stages: [readStyleWith(input.styleWith)] },
    warnings,
    blame: (failure) => (blamesTransform(failure) ? [...at, ...placeRun(input, failure)] : undefined),
  };
}

/** What `read` gives; its failures speak of arguments where the caller wrote arguments, not a process string. */
function inOwnWords<T>(input: TransformInput, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Failure && isWritten(input) ? argumentWords(error, placeWritten(input, error)) : error;
  }
}

/** True for the forms that are arguments, and become a process string here. */
function isWritten({ simple, steps }: TransformInput): boolean {
  return simple != null || steps != null;
}

/** The process string of a transform, unchecked but for what would not survive the writing. Throws Failures with their place. */
function transformText({ simple, steps, style, styleWith, process }: TransformInput): string {
  if (simple != null) return `image/${simpleSteps(simple)}`;
  if (steps != null) return `image/${refuseCount(steps).map(stepText).join("/")}`;
  if (styleWith != null) return printStyleStage(readStyleWith(styleWith));
  return style != null ? `style/${checkStyleName(style)}` : (process ?? "");
}

/** More than a process string can hold, at eight bytes for the shortest of them: refused before they are written. */
const maxSteps = 1024;

function refuseCount(steps: readonly StepInput[]): readonly StepInput[] {
  if (steps.length === 0)
    throw new Failure(
      "InvalidArgument",
      { name: "steps", got: "[]", expected: "at least one step" },
      { ec: "0040-00000212" },
    );
  if (steps.length > maxSteps)
    throw new Failure("InvalidArgument", {
      name: "steps",
      got: `${steps.length} steps`,
      expected: `at most ${maxSteps} steps`,
    });
  return steps;
}

function stepText(input: StepInput, step: number): string {
  try {
    return printStep(writtenStep(input, markText));
  } catch (error) {
    throw error instanceof Failure ? error.at({ stage: 0, step, action: stepField(input).action }) : error;
  }
}

/**
 * The process string that prepares a mark. A watermark in it is refused before it is written, not only by the grammar: each
 * level adds its own base64, so a few nested ones would fill the memory. Source: specification §16.3.
 */
function markText(transform: object): string {
  const input: TransformInput = transform;
  if (input.steps?.some((step) => stepField(step).action === "watermark"))
    throw new Failure(
      "InvalidArgument",
      { name: "image", got: "watermark", expected: "a preparation without a watermark" },
      { ec: "0040-00000373", where: { item: "image" } },
    );
  try {
    return inOwnWords(input, () => {
      const text = transformText(input);
      // Once what was written as arguments is part of a mark, the grammar speaks of its process string only.
      if (isWritten(input)) parseProcess(text);
      return text;
    });
  } catch (error) {
    throw error instanceof Failure ? error.movedTo({ item: "image" }) : error;
  }
}

/** The place of a failure that the grammar found; it counts steps as they were written. */
function placeWritten(input: TransformInput, failure: Failure): InputPath {
  const { where } = failure;
  if (input.simple != null) return ["simple", ...simpleField(where.item)];
  if (input.steps != null) return ["steps", ...stepPlace(input.steps, where.step, where.item)];
  if (input.styleWith != null) return ["styleWith", ...styleWithPlace(input.styleWith, failure)];
  return [input.style != null ? "style" : "process"];
}

/** A failure with a place in the pipeline, or about a style, is the transform's; a damaged file is not. */
function blamesTransform({ code, where }: Failure): boolean {
  return code === "NoSuchStyle" || Object.keys(where).length > 0;
}

/** The place of a failure found later; there steps are counted as they run, the orientation first, without encoder settings. */
function placeRun(input: TransformInput, failure: Failure): InputPath {
  const { where } = failure;
  if (input.steps == null || where.step === undefined) return placeWritten(input, failure);
  return placeWritten(input, failure.movedTo({ ...where, step: runningOrder(input.steps)[where.step] ?? -1 }));
}

/** For each step that runs, its place in the input. */
function runningOrder(steps: readonly StepInput[]): number[] {
  const roles = steps.map((step, index) => ({ index, role: declaration(stepField(step).action).role }));
  const last = roles.findLast(({ role }) => role === "orientation");
  return [...(last ? [last.index] : []), ...roles.filter(({ role }) => role === "pixels").map(({ index }) => index)];
}

function stepPlace(steps: readonly StepInput[], index: number | undefined, item: string | undefined): InputPath {
  const step = index === undefined ? undefined : steps[index];
  if (index === undefined || !step) return [];
  const { action, field, bare } = stepField(step);
  const key = inputParams(action).find(([, param]) => param.key === item || param.aliases.includes(item ?? ""))?.[0];
  const form = action === "watermark" ? [watermarkForm(step[field] as Readonly<Record<string, unknown>>)] : [];
  if (action === "watermark" && item === markShare.key) return [index, field, ...form, "image", "share"];
  if (bare !== undefined || key === undefined || item === undefined) return [index, field];
  return [index, field, ...form, key];
}
