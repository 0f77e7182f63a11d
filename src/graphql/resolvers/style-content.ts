import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import { contentSteps, declareParameter } from "../../pipeline/declared-parameter.js";
import { type ImageStage, isStyleStage, type Pipeline } from "../../pipeline/index.js";
import type { StyleParameter } from "../../pipeline/style-parameter.js";
import { readTransform } from "../inputs/read-transform.js";
import {
  maxDescription,
  maxParameters,
  maxTargets,
  occurrences,
  type StyleParameterInput,
} from "../inputs/style-parameter-input.js";
import type { TransformInput } from "../inputs/transform-input.js";
import { type InputPath, refusing } from "../refused-input.js";

/** Reads what a style is to do, so that it cannot fail to parse when it is used. Throws RefusedInput. */
export function readStyleTransform(transform: TransformInput, at: InputPath): Pipeline {
  const { pipeline } = readTransform(transform, at);
  refusing(at, () => {
    const nested = pipeline.stages.find(isStyleStage);
    if (nested)
      throw new Failure("InvalidArgument", {
        name: "transform",
        got: `style/${nested.style}`,
        expected: "steps; a style cannot name another one",
      });
  });
  return pipeline;
}

/** Reads the parameters of a style of that content. Throws RefusedInput. */
export function readStyleParameters(
  given: readonly StyleParameterInput[],
  { stages }: Pipeline,
  at: InputPath,
): readonly StyleParameter[] {
  const content = contentSteps(stages as readonly ImageStage[]);
  refusing(at, () => refuseMany("parameters", given, maxParameters));
  return given.map((each, index) => {
    const path = [...at, index];
    refusing([...path, "name"], () => {
      if (given.findIndex(({ name }) => name === each.name) < index) throw refused("name", each.name, "each name once");
    });
    refusing([...path, "description"], () => {
      const { length } = [...each.description];
      if (length > maxDescription)
        throw refused("description", `${length} characters`, `at most ${maxDescription} characters`);
    });
    refusing([...path, "targets"], () => refuseMany("targets", each.targets, maxTargets));
    for (const [target, { occurrence }] of each.targets.entries())
      refusing([...path, "targets", target, "occurrence"], () => readInRange("occurrence", occurrence, occurrences));
    const parameter = plain(each);
    refusing(
      ({ details }) => [...path, ...("name" in (details as object) ? [(details as { name: string }).name] : [])],
      () => declareParameter(content, parameter),
    );
    return parameter;
  });
}

function plain({ name, description, targets, min, max, values }: StyleParameterInput): StyleParameter {
  return {
    name,
    description,
    targets: targets.map(({ action, argument, occurrence }) => ({ action, argument, occurrence })),
    ...(min != null && { min }),
    ...(max != null && { max }),
    ...(values != null && { values: [...new Set(values)] }),
  };
}

function refuseMany(name: string, list: readonly unknown[], most: number): void {
  if (list.length > most) throw refused(name, `${list.length} entries`, `at most ${most}`);
}

function refused(name: string, got: string, expected: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name, got, expected });
}
