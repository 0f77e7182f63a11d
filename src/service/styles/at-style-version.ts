import { Failure } from "../../base/failure.js";
import { isStyleStage, type Pipeline } from "../../pipeline/index.js";
import type { ImageStage, StyleStage } from "../../pipeline/pipeline.js";
import type { Style } from "../ports.js";
import { type ResolvedPipeline, withContents, writtenContent } from "./resolve-styles.js";

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

function contentOf(written: StyleStage, stage: number, version: Style): readonly ImageStage[] {
  if (written.style === version.name) return writtenContent(version, written, stage);
  const expected = `the style ${version.name} and no other`;
  const where = { stage, style: written.style };
  throw new Failure("InvalidArgument", { name: "style", got: written.style, expected }, { where });
}
