import { Failure } from "../../base/failure.js";
import { parseStyleName } from "../../base/style-name.js";
import { isStyleStage, printPipeline } from "../../pipeline/index.js";
import { readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { IfExists } from "../inputs/if-exists.js";
import { readTransform } from "../inputs/read-transform.js";
import type { CreateStyleInput } from "../inputs/style-inputs.js";
import { refusing } from "../refused-input.js";
import { Style } from "../types/style.js";
import { orNull } from "./find-image.js";

/** Stores a style whose content was read, so that it cannot fail when it is used. Throws RefusedInput and what the service throws. */
export async function createStyle(
  input: CreateStyleInput,
  { service, call, defaultBucket }: Context,
): Promise<{ style: Style }> {
  const bucket = refusing(["bucket"], () => readBucket(input.bucket, defaultBucket));
  const name = refusing(["name"], () => parseStyleName(input.name));
  const { pipeline } = readTransform(input.transform, ["transform"]);
  refusing(["transform"], () => {
    const nested = pipeline.stages.find(isStyleStage);
    if (nested)
      throw new Failure("InvalidArgument", {
        name: "transform",
        got: `style/${nested.style}`,
        expected: "steps; a style cannot name another one",
      });
  });
  if (input.ifExists !== IfExists.REPLACE) {
    const existing = await orNull(() => service.getStyle(bucket, name, call));
    if (existing && input.ifExists === IfExists.SKIP) return { style: new Style(existing) };
    if (existing)
      refusing(["name"], () => {
        throw new Failure("StyleAlreadyExists", { bucket, style: name });
      });
  }
  const blame = ({ code }: Failure) =>
    code === "NoSuchBucket" ? ["bucket"] : code === "BadRequest" ? ["transform"] : ["name"];
  return {
    style: new Style(await refusing(blame, () => service.putStyle(bucket, name, printPipeline(pipeline), call))),
  };
}
