import { type ClassType, Field } from "type-graphql";
import { type ActionName, actions, declaration, type Param } from "../../pipeline/index.js";
import { fieldName, typeName } from "../schema/graphql-name.js";
import { OneOfInput } from "../schema/one-of.js";
import { actionInput } from "./action-input.js";
import { ArgumentRange, argumentDoc, argumentType } from "./argument.js";
import { WatermarkImageInput } from "./watermark-image-input.js";
import { WatermarkInput } from "./watermark-input.js";

/** How a step of one action looks in GraphQL. */
export interface StepField {
  readonly action: ActionName;
  readonly field: string;
  /** The argument that stands for the whole step: `bright: 50`. */
  readonly bare?: string;
}

/** Arguments that say nothing which the action's name does not say already; a step with only such a one is its bare value. */
const tellsNothing: ReadonlySet<string> = new Set(["value", "enabled"]);

/** Every action that is a step, in the registry's order. `info` and `average-hue` are fields of an image instead. */
export const stepFields: readonly StepField[] = (Object.keys(actions) as ActionName[])
  .filter((action) => declaration(action).role !== "query")
  .map((action) => {
    const [only = "", ...more] = inputParams(action).map(([key]) => key);
    return { action, field: fieldName(action), ...(more.length === 0 && tellsNothing.has(only) && { bare: only }) };
  });

/**
 * The arguments of an action that GraphQL has: all but the second, keyless spelling of one in a keyed action, and those
 * which only the preparation of a watermark knows (`WatermarkImageInput` has them).
 */
export function inputParams(action: ActionName): readonly (readonly [string, Param])[] {
  const { form, params } = declaration(action);
  return Object.entries(params).filter(([, { key, only }]) => (form === "single" || key !== "") && only === undefined);
}

/** One step: exactly one member is set. */
export class StepInput {
  readonly [field: string]: unknown;
}

for (const { action, field, bare } of stepFields) {
  const { doc } = declaration(action);
  const param = bare === undefined ? undefined : declaration(action).params[bare];
  const type = param ? argumentType(param.kind, WatermarkImageInput) : inputType(action);
  Field(() => type, { nullable: true, description: param ? `${doc} ${argumentDoc(param)}` : doc })(
    StepInput.prototype,
    field,
  );
  if (param) ArgumentRange(param)(StepInput.prototype, field);
}
OneOfInput("StepInput", {
  description:
    "One step of a pipeline: exactly one of its fields. Steps run in the order of the list, except `autoOrient`, which always runs first, and the encoder's settings `format`, `quality`, `interlace`, `maxBytes`, `autoFormat` and `metadata`, whose place is free and of which the last one counts.",
})(StepInput);

function inputType(action: ActionName): ClassType {
  if (action === "watermark") return WatermarkInput;
  return actionInput(`${typeName(action)}Input`, { description: declaration(action).doc, params: inputParams(action) });
}
