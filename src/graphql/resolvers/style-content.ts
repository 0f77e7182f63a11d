import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import { contentSteps, declareParameter } from "../../pipeline/declared-parameter.js";
import { type ImagePipeline, isStyleStage } from "../../pipeline/index.js";
import type { StyleParameter } from "../../pipeline/style-parameter.js";
import { readTransform } from "../inputs/read-transform.js";
import {
  maxDescription,
  maxParameters,
  maxTargets,
  occurrences,
  type StyleParameterInput,
  type StyleTargetInput,
} from "../inputs/style-parameter-input.js";
import type { TransformInput } from "../inputs/transform-input.js";
import { type InputPath, refusing } from "../refused-input.js";

/** Reads what a style is to do, so that it cannot fail to parse when it is used. Throws RefusedInput. */
export function readStyleTransform(transform: TransformInput, at: InputPath): ImagePipeline {
  const { pipeline } = readTransform(transform, at);
  return refusing(at, () => ({
    stages: pipeline.stages.map((stage) => {
      if (!isStyleStage(stage)) return stage;
      throw refused("transform", `style/${stage.style}`, "steps; a style cannot name another one");
    }),
  }));
}

/** Reads the parameters of a style of that content. Throws RefusedInput. */
export function readStyleParameters(
  given: readonly StyleParameterInput[],
  { stages }: ImagePipeline,
  at: InputPath,
): readonly StyleParameter[] {
  const content = contentSteps(stages);
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
    refusing([...path, "targets"], () => refuseShared(given, index));
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

/** Two parameters for one argument would leave it to their order which of them counts. */
function refuseShared(given: readonly StyleParameterInput[], index: number): void {
  const nameOf = ({ action, argument, occurrence }: StyleTargetInput) => JSON.stringify([action, argument, occurrence]);
  const before = new Set(given.slice(0, index).flatMap(({ targets }) => targets.map(nameOf)));
  for (const target of given[index]?.targets ?? []) {
    const name = nameOf(target);
    if (before.has(name)) throw refused("targets", `${target.action}.${target.argument}`, "each argument once");
    before.add(name);
  }
}

function refuseMany(name: string, list: readonly unknown[], most: number): void {
  if (list.length > most) throw refused(name, `${list.length} entries`, `at most ${most}`);
}

function refused(name: string, got: string, expected: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name, got, expected });
}
