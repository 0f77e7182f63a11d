import { Failure } from "../../base/failure.js";
import { isStyleStage, type Pipeline } from "../../pipeline/pipeline.js";

/** `info` and `average-hue` make a document, which is no image to save. Throws InvalidArgument. Source: specification §19. */
export function refuseQuestion({ stages }: Pipeline): void {
  for (const [index, stage] of stages.entries())
    if (!isStyleStage(stage) && stage.query)
      throw new Failure(
        "InvalidArgument",
        { name: "sys/saveas", got: stage.query, expected: "a pipeline that makes an image" },
        { where: { stage: index, action: stage.query } },
      );
}
