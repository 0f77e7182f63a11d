import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import { parseStyleName } from "../../base/style-name.js";
import { contentSteps, declareParameter } from "../../pipeline/declared-parameter.js";
import { type ImagePipeline, printPipeline } from "../../pipeline/index.js";
import type { StyleParameter } from "../../pipeline/style-parameter.js";
import type { Style as StoredStyle, StyleDraft } from "../../service/ports.js";
import { parametersOf } from "../../service/styles/parameters-of.js";
import { parseStyleContent } from "../../service/styles/resolve-styles.js";
import { blameBucket } from "../blame-object.js";
import { readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { type RestoreStyleInput, type UpdateStyleInput, versionNumbers } from "../inputs/style-inputs.js";
import { refusing } from "../refused-input.js";
import { Style } from "../types/style.js";
import { readStyleParameters, readStyleTransform } from "./style-content.js";

/** A style as it is after a change, and the version before it; the same where nothing changed. */
export interface ChangedStyle {
  readonly style: Style;
  readonly previous: Style;
}

/** Changes what the input gives. Throws RefusedInput and what the service throws. */
export async function updateStyle(input: UpdateStyleInput, context: Context): Promise<ChangedStyle> {
  const { name, before, over } = await readStyle(input, context);
  if (input.transform == null && input.parameters == null)
    throw new Failure("MissingArgument", { name: "input", expected: "transform, parameters or both" });
  const pipeline =
    input.transform == null
      ? refusing(["parameters"], () => ({ stages: parseStyleContent(before.content) }))
      : readStyleTransform(input.transform, ["transform"]);
  const parameters =
    input.parameters == null
      ? refusing(["transform"], () => keptParameters(before, pipeline))
      : readStyleParameters(input.parameters, pipeline, ["parameters"]);
  const content = input.transform == null ? before.content : printPipeline(pipeline);
  return write({ content, parameters, over: over ?? before.version }, { name, before, input }, context);
}

/** Makes what a version was the newest one. Throws RefusedInput and what the service throws. */
export async function restoreStyle(input: RestoreStyleInput, context: Context): Promise<ChangedStyle> {
  const { name, before, over } = await readStyle(input, context);
  const { content, parameters } = await refusing(["version"], () => {
    const version = readInRange("version", input.version, versionNumbers);
    return context.service.getStyleVersion(before.bucket, name, version, context.call);
  });
  return write({ content, parameters, over: over ?? before.version }, { name, before, input }, context);
}

async function readStyle(input: UpdateStyleInput | RestoreStyleInput, { service, call, defaultBucket }: Context) {
  const bucket = refusing(["bucket"], () => readBucket(input.bucket, defaultBucket));
  const name = refusing(["name"], () => parseStyleName(input.name));
  const over = refusing(["expectedVersion"], () =>
    input.expectedVersion == null ? undefined : readInRange("expectedVersion", input.expectedVersion, versionNumbers),
  );
  const before = await refusing(
    (failure) => blameBucket(["bucket"])(failure) ?? ["name"],
    () => service.getStyle(bucket, name, call),
  );
  return { name, before, over };
}

async function write(
  draft: StyleDraft,
  {
    name,
    before,
    input,
  }: { name: StoredStyle["name"]; before: StoredStyle; input: UpdateStyleInput | RestoreStyleInput },
  { service, call }: Context,
): Promise<ChangedStyle> {
  const blame = ({ code }: Failure) => {
    if (code === "BadRequest") return ["transform"];
    if (code === "AccessDenied") return ["bucket"];
    return code === "StyleChanged" && input.expectedVersion != null ? ["expectedVersion"] : ["name"];
  };
  const style = await refusing(blame, () => service.writeStyle(before.bucket, name, draft, call));
  return { style: new Style(style), previous: new Style(before, { isVersion: true }) };
}

/** Those that the style has must fit what it is to do: URLs that are alive give them values. Throws InvalidArgument. */
function keptParameters(before: StoredStyle, { stages }: ImagePipeline): readonly StyleParameter[] {
  const content = contentSteps(stages);
  for (const { name } of parametersOf(before)) {
    const declared = before.parameters.find((each) => each.name === name)!;
    try {
      declareParameter(content, declared);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const expected = `something in which its parameter ${name} stands for what it stood for, or other parameters beside it`;
      throw new Failure(
        "InvalidArgument",
        { name: "transform", got: printPipeline({ stages }), expected },
        { cause: error },
      );
    }
  }
  return before.parameters;
}
