import { type ClassType, Field, InputType } from "type-graphql";
import type { Param } from "../../pipeline/index.js";
import { ArgumentRange, argumentDoc, argumentType } from "./argument.js";
import { WatermarkImageInput } from "./watermark-image-input.js";

export interface ActionInputOptions {
  readonly description: string;
  readonly params: readonly (readonly [key: string, param: Param])[];
  /** Arguments that must be given besides those which the registry requires. */
  readonly required?: readonly string[];
}

/** Makes the input type of an action, or of a part of it: one field for each argument, by its inner name. */
export function actionInput(name: string, { description, params, required = [] }: ActionInputOptions): ClassType {
  class Made {}
  for (const [key, param] of params) {
    const nullable = !param.required && !required.includes(key);
    const type = argumentType(param.kind, WatermarkImageInput);
    Field(() => type, { nullable, description: argumentDoc(param) })(Made.prototype, key);
    ArgumentRange(param)(Made.prototype, key);
  }
  InputType(name, { description })(Made);
  return Made;
}
