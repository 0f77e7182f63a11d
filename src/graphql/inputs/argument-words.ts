import { Failure, isFailure } from "../../base/failure.js";
import { type ActionName, actions, declaration } from "../../pipeline/index.js";
import type { InputPath } from "../refused-input.js";
import { inputParams } from "./step-input.js";

type Refusal = Failure<"InvalidArgument"> | Failure<"MissingArgument">;

/**
 * The failure of a step that was written from arguments, in the words of whoever wrote those: the grammar says `w: expected …`
 * of what stands at `place` as `width`. What names no item of a process string stays as it is. Pure.
 */
export function argumentWords(failure: Failure, place: InputPath): Failure {
  const argument = place.at(-1);
  if (typeof argument !== "string") return failure;
  const { ec, where, cause } = failure;
  const options = { where, cause, ...(ec !== undefined && { ec }) };
  if (isFailure(failure, "InvalidArgument"))
    return new Failure("InvalidArgument", { ...failure.details, ...wordsFor(failure, argument) }, options);
  if (isFailure(failure, "MissingArgument"))
    return new Failure("MissingArgument", { ...failure.details, ...wordsFor(failure, argument) }, options);
  return failure;
}

function wordsFor({ details: { name }, where: { item, action } }: Refusal, argument: string) {
  if (item !== undefined) return name === (item || "value") ? { name: argument } : {};
  if (name === "process") return { name: argument };
  // An action without any of the arguments of which it needs one.
  return name === action && isActionName(action)
    ? { name: argument, expected: `at least one of ${neededOf(action).join(", ")}` }
    : {};
}

function neededOf(action: ActionName): string[] {
  const { oneOf = [] } = declaration(action);
  return inputParams(action).flatMap(([key]) => (oneOf.includes(key) ? [key] : []));
}

function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}
