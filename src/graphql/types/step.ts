import { type ClassType, createUnionType, Field, ObjectType } from "type-graphql";
import {
  type ActionName,
  actions,
  declaration,
  describeRange,
  type Param,
  type WrittenStep,
} from "../../pipeline/index.js";
import { argumentDoc, argumentType } from "../inputs/argument.js";
import { inputParams } from "../inputs/step-input.js";
import { typeName } from "../schema/graphql-name.js";

@ObjectType({ description: "An image that serves as a watermark." })
export class WatermarkImage {
  @Field(() => String, { description: "Key of an object in the source's bucket." })
  readonly key!: string;

  @Field(() => String, { nullable: true, description: "The process string that prepares it." })
  readonly process?: string;
}

/** One object type for each action, with the arguments that were written; named by the action. */
const stepTypes: ReadonlyMap<string, ClassType> = new Map(
  (Object.keys(actions) as ActionName[]).map((action) => [action, stepType(action)]),
);

/** Any step of a pipeline, encoder settings and questions included. */
export const StepUnion = createUnionType({
  name: "Step",
  description: "One step of a pipeline. Arguments that were not written, or equal their default, are null.",
  types: () => [...stepTypes.values()] as [ClassType, ...ClassType[]],
  resolveType: (value: object) => stepTypes.get((value as WrittenStep).action),
});

/** A step as the union's types show it. */
export function stepValue({ action, args }: WrittenStep): object {
  return { action, ...args };
}

function stepType(action: ActionName): ClassType {
  const { doc } = declaration(action);
  const made = { [`${typeName(action)}Step`]: class {} }[`${typeName(action)}Step`] as ClassType;
  Field(() => String, { description: "The action, as in a process string." })(made.prototype, "action");
  for (const [key, param] of inputParams(action)) {
    const type = argumentType(param.kind, WatermarkImage);
    Field(() => type, { nullable: true, description: stepDoc(param) })(made.prototype, key);
  }
  ObjectType(made.name, { description: doc })(made);
  return made;
}

function stepDoc(param: Param): string {
  const { kind } = param;
  return [argumentDoc(param), ...(kind.type === "int" ? [`Range: ${describeRange(kind)}.`] : [])].join(" ");
}
