import { assertNever } from "../base/assert-never.js";
import { Failure, isFailure } from "../base/failure.js";
import type { ActionName } from "./actions/index.js";
import { choice, color, flag, int, type Kind, type Param, param, type Value } from "./param.js";
import type { ImageStage } from "./pipeline.js";
import { writtenSteps } from "./print.js";
import { declaration, type WrittenStep } from "./step.js";
import type { StyleParameter, StyleTarget } from "./style-parameter.js";

/** A style's parameter with what follows from the content: its type and range, and what it is where nobody chooses. */
export interface DeclaredParameter extends StyleParameter {
  /** Reads its values on the wire; failures speak of the parameter by its name. */
  readonly param: Param;
  readonly default: Value;
}

/** The steps of a content, stage by stage, as they are counted by `StyleTarget.occurrence`. */
export type ContentSteps = readonly (readonly WrittenStep[])[];

/** The steps of a style's content, encoder settings and questions behind the others of a stage. Pure. */
export function contentSteps(stages: readonly ImageStage[]): ContentSteps {
  return stages.map(writtenSteps);
}

/**
 * What a declared parameter is, given the content. Throws InvalidArgument naming what does not fit: `name`, `targets`, `min`,
 * `max` or `values`. Pure.
 */
export function declareParameter(content: ContentSteps, declared: StyleParameter): DeclaredParameter {
  const { name, targets } = declared;
  if (!/^[A-Za-z][A-Za-z0-9]{0,31}$/.test(name)) throw refused("name", name, "1..32 of A-Z a-z 0-9, a letter first");
  const found = targets.map((target) => findTarget(content, target));
  const [first] = found;
  if (!first) throw refused("targets", "[]", "at least one argument of a step");
  for (const [index, each] of found.entries()) {
    if (typeNameOf(each.param.kind) !== typeNameOf(first.param.kind))
      throw refused("targets", sayTarget(targets[index]!), `an argument like ${sayTarget(targets[0]!)}, of one type`);
    if (each.value !== first.value)
      throw refused("targets", sayTarget(targets[index]!), `the value of ${sayTarget(targets[0]!)} in the content`);
  }
  const narrowed = narrow(declared, first.param, rangeOf(found.map((each) => each.param.kind)));
  try {
    narrowed.read(narrowed.write(first.value));
  } catch (error) {
    const said = String(first.value);
    const at = declared.values ? "values" : declared.min !== undefined && Number(said) < declared.min ? "min" : "max";
    throw error instanceof Failure ? refused(at, said, "a range that has what the content says") : error;
  }
  return { ...declared, param: narrowed, default: first.value };
}

/** Those of a style's parameters that fit its content, by name. Pure. */
export function declaredParameters(
  content: ContentSteps,
  parameters: readonly StyleParameter[],
): ReadonlyMap<string, DeclaredParameter> {
  const fitting = parameters.map(({ name }) => [name, findParameter(content, parameters, name)] as const);
  return new Map(fitting.filter((each): each is [string, DeclaredParameter] => each[1] !== undefined));
}

/** The parameter of that name, if there is one and it fits the content. Pure. */
export function findParameter(
  content: ContentSteps,
  parameters: readonly StyleParameter[],
  name: string,
): DeclaredParameter | undefined {
  const declared = parameters.find((each) => each.name === name);
  try {
    return declared && declareParameter(content, declared);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** The place of a target: which stage, and which step of it. `undefined` where the content has no such step. Pure. */
export function placeOf(
  content: ContentSteps,
  { action, occurrence }: StyleTarget,
): readonly [number, number] | undefined {
  const places = content.flatMap((steps, stage) =>
    steps.flatMap((step, index) => (step.action === action ? [[stage, index] as const] : [])),
  );
  return places[occurrence];
}

function findTarget(content: ContentSteps, target: StyleTarget): { readonly param: Param; readonly value: Value } {
  const { action, argument } = target;
  const place = placeOf(content, target);
  const step = place && content[place[0]]?.[place[1]];
  if (!step) throw refused("targets", sayTarget(target), "an argument of a step of the content");
  const { form, params } = declaration(action as ActionName);
  const param = Object.hasOwn(params, argument) ? params[argument] : undefined;
  // A keyless spelling in a keyed action is another's, and an object is for whoever makes the style to choose.
  const isOpen =
    param && param.only === undefined && param.kind.type !== "image" && (form === "single" || param.key !== "");
  const value = isOpen ? ((step.args as Readonly<Record<string, Value>>)[argument] ?? param.default) : undefined;
  if (!isOpen || value === undefined)
    throw refused("targets", sayTarget(target), `an argument of ${action} that the content writes`);
  return { param, value };
}

/** Which integers all take. */
function rangeOf(kinds: readonly Kind[]): { readonly min: number; readonly max?: number } {
  const ranges = kinds.flatMap((kind) => (kind.type === "int" ? [kind] : []));
  const max = Math.min(...ranges.map((range) => range.max ?? Number.POSITIVE_INFINITY));
  return { min: Math.max(...ranges.map(({ min }) => min)), ...(Number.isFinite(max) && { max }) };
}

/** The argument under the parameter's name, with the narrower range where one is declared. */
function narrow(
  declared: StyleParameter,
  target: Param,
  range: { readonly min: number; readonly max?: number },
): Param {
  const { name, description } = declared;
  const { kind } = target;
  if (kind.type !== "int")
    for (const bound of ["min", "max"] as const)
      if (declared[bound] !== undefined)
        throw refused(bound, String(declared[bound]), "none: its values are no integers");
  if (kind.type !== "choice" && declared.values)
    throw refused("values", declared.values.join(" "), "none: it is no choice");
  switch (kind.type) {
    case "int": {
      const { min = range.min, max = range.max } = declared;
      if (min < range.min || min > (range.max ?? min)) throw refused("min", String(min), withinText(range));
      if (max !== undefined && (max < min || max > (range.max ?? max)))
        throw refused("max", String(max), withinText({ ...range, min }));
      return int(name, { min, ...(max !== undefined && { max }), ...(kind.unit && { unit: kind.unit }) }, description);
    }
    case "choice": {
      const all = Object.values(kind.values);
      const { values = all } = declared;
      const strange = values.find((value) => !all.includes(value));
      if (strange !== undefined || values.length === 0)
        throw refused("values", strange ?? "[]", `some of ${all.join(" ")}`);
      const spelled = Object.entries(kind.values).filter(([, spelling]) => values.includes(spelling));
      return choice(name, kind.name, Object.fromEntries(spelled), description);
    }
    case "flag":
      return flag(name, description);
    case "color":
      return color(name, description);
    case "text":
      return param(
        name,
        kind,
        description,
        {},
        { read: (text) => underName(name, text, target.read), write: target.write },
      );
    case "image":
      throw new TypeError("an object is no parameter");
    default:
      return assertNever(kind);
  }
}

/** What `read` makes of a text; what it refuses is put down to the parameter. */
function underName<T>(name: string, got: string, read: (text: string) => T): T {
  try {
    return read(got);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const expected = isFailure(error, "InvalidArgument")
      ? error.details.expected
      : "a text in URL-safe base64, not empty";
    throw new Failure("InvalidArgument", { name, got, expected }, { where: { item: name } });
  }
}

const typeNameOf = (kind: Kind): string => (kind.type === "choice" ? `choice ${kind.name}` : kind.type);

const sayTarget = ({ action, argument, occurrence }: StyleTarget): string =>
  `${action}.${argument}${occurrence > 0 ? ` (${occurrence})` : ""}`;

const withinText = ({ min, max }: { readonly min: number; readonly max?: number }): string =>
  `an integer ${max === undefined ? `${min} or more` : `${min}..${max}`}`;

function refused(name: string, got: string, expected: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name, got, expected });
}
