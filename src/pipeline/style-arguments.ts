import { assertNever } from "../base/assert-never.js";
import { Failure } from "../base/failure.js";
import { describeRange } from "../base/number-range.js";
import {
  type ContentSteps,
  contentSteps,
  type DeclaredParameter,
  declaredParameters,
  findParameter,
  placeOf,
} from "./declared-parameter.js";
import type { Kind, Value } from "./param.js";
import { parseProcess } from "./parse.js";
import { type ImageStage, isStyleStage, type StyleArgument, type StyleStage } from "./pipeline.js";
import { printPipeline } from "./print.js";
import { buildStage, type WrittenStep } from "./step.js";
import type { StyleParameter } from "./style-parameter.js";

/**
 * The content of a style with the values that a caller chose in the places for which its parameters stand. It is written and
 * read again, so that rules which span items hold. Throws InvalidArgument naming the parameter (`where.item`) that there
 * is not or that takes no such value, and what reading throws. Pure.
 */
export function withStyleArguments(
  stages: readonly ImageStage[],
  parameters: readonly StyleParameter[],
  { style, args = {} }: StyleStage,
): readonly ImageStage[] {
  const given = Object.entries(args);
  if (given.length === 0) return stages;
  const steps = contentSteps(stages);
  let content = steps;
  for (const [name, argument] of given) {
    const parameter = findParameter(steps, parameters, name);
    if (!parameter) throw unknownParameter(style, name, [...declaredParameters(steps, parameters).keys()]);
    content = withValue(content, parameter, readArgument(parameter, argument));
  }
  const written = printPipeline({ stages: content.map(buildStage) });
  return parseProcess(written).pipeline.stages.filter((stage): stage is ImageStage => !isStyleStage(stage));
}

function unknownParameter(style: string, name: string, known: readonly string[]): Failure<"InvalidArgument"> {
  const expected =
    known.length > 0
      ? `a parameter of the style ${style}: ${known.join(" ")}`
      : `no arguments: the style ${style} has no parameters`;
  return new Failure("InvalidArgument", { name: "style", got: name, expected }, { where: { item: name } });
}

/** Throws InvalidArgument that names the parameter. */
function readArgument({ name, param }: DeclaredParameter, { text, type }: StyleArgument): Value {
  if (type === undefined || type === param.kind.type) return param.read(text);
  const details = { name, got: `a value of type ${type}`, expected: describeValues(param.kind) };
  throw new Failure("InvalidArgument", details, { where: { item: name } });
}

function describeValues(kind: Kind): string {
  switch (kind.type) {
    case "int":
      return `an integer ${describeRange(kind)}`;
    case "choice":
      return `a choice, one of ${Object.values(kind.values).join(" ")}`;
    case "flag":
      return "a flag, true or false";
    case "color":
      return "a color, RRGGBB";
    case "text":
    case "image":
      return "a text";
    default:
      return assertNever(kind);
  }
}

function withValue(content: ContentSteps, { targets }: StyleParameter, value: Value): ContentSteps {
  return targets.reduce((before, target) => {
    const [stage, index] = placeOf(before, target)!;
    const steps = before[stage]!.map((step, at) =>
      at === index ? ({ ...step, args: { ...step.args, [target.argument]: value } } as WrittenStep) : step,
    );
    return before.with(stage, steps);
  }, content);
}
