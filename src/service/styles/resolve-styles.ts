import type { BucketName } from "../../base/bucket-name.js";
import { Failure, type Where } from "../../base/failure.js";
import { isEngineChoiceOnly, parseProcess, refuseManyMarks } from "../../pipeline/index.js";
import {
  type ImagePipeline,
  type ImageStage,
  isStyleStage,
  type Pipeline,
  type StyleStage,
} from "../../pipeline/pipeline.js";
import { withStyleArguments } from "../../pipeline/style-arguments.js";
import type { Call } from "../call.js";
import type { Store, Style } from "../ports.js";
import { once } from "../seen.js";

/** A stage as the caller wrote it. */
type StageOrigin = Required<Pick<Where, "stage">> & Pick<Where, "style">;

/** A pipeline whose styles have been replaced, and where its stages come from. */
export interface ResolvedPipeline extends ImagePipeline {
  /** For each stage the one that the caller wrote: the content of a style may have several. */
  readonly origins: readonly StageOrigin[];
}

/**
 * Puts the content of each style in the place of its name, with the arguments that its parameters are given. Throws NoSuchStyle,
 * WatermarkError for more image watermarks than a chain may have, InvalidArgument for content that names another style or saves
 * and for an argument that no parameter takes, and what parsing the content throws; each says the written stage. Source:
 * specification §2, §20.
 */
export async function resolveStyles(
  store: Pick<Store, "findStyle">,
  bucket: BucketName,
  pipeline: Pipeline,
  call: Pick<Call, "signal" | "seen">,
): Promise<ResolvedPipeline> {
  const contents: (readonly ImageStage[])[] = [];
  for (const [index, stage] of pipeline.stages.entries())
    contents.push(isStyleStage(stage) ? await contentOf(store, bucket, stage, index, call) : [stage]);
  const { stages, origins } = withContents(pipeline, contents);
  foldEngineChoices(stages, origins);
  // Each string was counted by itself.
  const steps = stages.flatMap((stage) => stage.steps);
  refuseManyMarks(steps.filter((step) => step.action === "watermark" && step.args.image !== undefined).length);
  return { stages, origins };
}

/** The pipeline with what is in the place of each of its stages. Pure. */
export function withContents(
  { stages }: Pipeline,
  contents: readonly (readonly ImageStage[])[],
): { stages: ImageStage[]; origins: StageOrigin[] } {
  const originOf = (index: number): StageOrigin => {
    const stage = stages[index]!;
    return { stage: index, ...(isStyleStage(stage) && { style: stage.style }) };
  };
  return { stages: contents.flat(), origins: contents.flatMap((content, index) => content.map(() => originOf(index))) };
}

/** A stage that only says who runs the pipeline says so in the one before it, or after it, and is no stage of its own. */
function foldEngineChoices(stages: ImageStage[], origins: StageOrigin[]): void {
  for (let at = stages.length - 1; at >= 0 && stages.length > 1; at--) {
    const said = stages[at]!;
    if (!isEngineChoiceOnly(said)) continue;
    const into = at > 0 ? at - 1 : 1;
    const { encode } = stages[into]!;
    // What is written later counts.
    const merged = into < at ? { ...encode, ...said.encode } : { ...said.encode, ...encode };
    stages[into] = { ...stages[into]!, encode: merged };
    stages.splice(at, 1);
    origins.splice(at, 1);
  }
}

/** Does `work` with a resolved pipeline; a Failure in it names the stage that the caller wrote, and steps within the style. */
export function asWritten<T>(resolved: ResolvedPipeline, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw whereWritten(resolved, error);
  }
}

/** An error of work with a resolved pipeline; a Failure names the stage that the caller wrote. */
export function whereWritten({ origins }: ResolvedPipeline, error: unknown): unknown {
  if (!(error instanceof Failure) || error.where.stage === undefined) return error;
  return error.movedTo({ ...error.where, ...origins[error.where.stage] });
}

async function contentOf(
  store: Pick<Store, "findStyle">,
  bucket: BucketName,
  written: StyleStage,
  stage: number,
  { signal, seen }: Pick<Call, "signal" | "seen">,
): Promise<readonly ImageStage[]> {
  const { style: name } = written;
  const style = await once(seen?.styles, `${bucket}\n${name}`, () => store.findStyle(bucket, name, signal));
  if (!style) throw new Failure("NoSuchStyle", { bucket, style: name }, { where: { stage } });
  return writtenContent(style, written, stage);
}

/** The content of a style with the arguments that a written stage gives it. Throws what parsing throws, of that stage. Pure. */
export function writtenContent(
  { content, parameters }: Pick<Style, "content" | "parameters">,
  written: StyleStage,
  stage: number,
): readonly ImageStage[] {
  try {
    return withStyleArguments(parseStyleContent(content), parameters, written);
  } catch (error) {
    // Steps and items are those of the content; the stage is the one that the caller wrote.
    throw error instanceof Failure ? error.movedTo({ ...error.where, stage, style: written.style }) : error;
  }
}

/** Throws what parsing throws, and InvalidArgument for content that names another style or saves. Pure. */
export function parseStyleContent(content: string): readonly ImageStage[] {
  const { pipeline, saveAs } = parseProcess(content);
  const stages = pipeline.stages.filter((stage): stage is ImageStage => !isStyleStage(stage));
  if (stages.length < pipeline.stages.length || saveAs)
    throw new Failure("InvalidArgument", { name: "style", got: content, expected: "a style of image/… stages only" });
  return stages;
}
