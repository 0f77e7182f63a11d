import { Failure } from "../../base/failure.js";
import { isStyleStage, type Pipeline } from "../../pipeline/index.js";
import type { ImageStage, StyleStage } from "../../pipeline/pipeline.js";
import { withStyleArguments } from "../../pipeline/style-arguments.js";
import type { Style } from "../ports.js";
import { parseStyleContent, type ResolvedPipeline, withContents } from "./resolve-styles.js";

/**
 * The pipeline with the content that a version of its style has in the place of the name, whatever the style is now. Throws
 * InvalidArgument where the pipeline names another style, for an argument that the version does not take, and for content that
 * is no style's. Pure.
 */
export function atStyleVersion(pipeline: Pipeline, version: Style): ResolvedPipeline {
  const contents = pipeline.stages.map((stage, index) =>
    isStyleStage(stage) ? contentOf(stage, index, version) : [stage],
  );
  return withContents(pipeline, contents);
}

function contentOf(written: StyleStage, stage: number, { name, content, parameters }: Style): readonly ImageStage[] {
  try {
    if (written.style === name) return withStyleArguments(parseStyleContent(content), parameters, written);
    const expected = `the style ${name} and no other`;
    throw new Failure("InvalidArgument", { name: "style", got: written.style, expected });
  } catch (error) {
    // Steps and items are those of the content; the stage is the one that the caller wrote.
    throw error instanceof Failure ? error.movedTo({ ...error.where, stage, style: written.style }) : error;
  }
}
