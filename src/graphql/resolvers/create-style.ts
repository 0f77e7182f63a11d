import { type Failure, isFailure } from "../../base/failure.js";
import { parseStyleName } from "../../base/style-name.js";
import { printPipeline } from "../../pipeline/index.js";
import { blameBucket } from "../blame-object.js";
import { readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { IfExists } from "../inputs/if-exists.js";
import type { CreateStyleInput } from "../inputs/style-inputs.js";
import { refusing } from "../refused-input.js";
import { Style } from "../types/style.js";
import { readStyleParameters, readStyleTransform } from "./style-content.js";

/** Stores a style whose content was read, so that it cannot fail when it is used. Throws RefusedInput and what the service throws. */
export async function createStyle(
  input: CreateStyleInput,
  { service, call, defaultBucket }: Context,
): Promise<{ style: Style }> {
  const bucket = refusing(["bucket"], () => readBucket(input.bucket, defaultBucket));
  const name = refusing(["name"], () => parseStyleName(input.name));
  const pipeline = readStyleTransform(input.transform, ["transform"]);
  const parameters = readStyleParameters(input.parameters ?? [], pipeline, ["parameters"]);
  const blame = (failure: Failure) =>
    blameBucket(["bucket"])(failure) ?? (failure.code === "BadRequest" ? ["transform"] : ["name"]);
  const isNew = input.ifExists !== IfExists.REPLACE;
  const draft = { content: printPipeline(pipeline), parameters, ...(isNew && { over: 0 }) };
  const style = await refusing(blame, async () => {
    try {
      return await service.writeStyle(bucket, name, draft, call);
    } catch (error) {
      if (input.ifExists !== IfExists.SKIP || !isFailure(error, "StyleAlreadyExists")) throw error;
      return service.getStyle(bucket, name, call);
    }
  });
  return { style: new Style(style) };
}
