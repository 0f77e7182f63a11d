import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isInputObjectType,
  Kind,
  type ObjectValueNode,
  type ValueNode,
} from "graphql";

/** Steps of a transform that count as one: planning that many takes about as long as the rest of a field. */
const stepsOfOne = 20;

/**
 * How many times a field counts because of the longest transform that it is given, 1 or more: each result is planned step by step. `valueOfVariable`
 * tells what a variable stands for. A style counts as short: its content is an administrator's. Pure.
 */
export function timesForTransform(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  valueOfVariable: (variable: string) => unknown,
): number {
  const steps = field.args.flatMap(({ name, type }) => {
    const given = node.arguments?.find((argument) => argument.name.value === name);
    return given ? transformsIn(plain(given.value, valueOfVariable), getNamedType(type)).map(stepsOf) : [];
  });
  return Math.max(1, Math.ceil(Math.max(0, ...steps) / stepsOfOne));
}

/** A value that is a transform, or those among its members. */
function transformsIn(value: unknown, type: GraphQLNamedType): readonly unknown[] {
  if (type.name === "TransformInput") return [value];
  if (!isInputObjectType(type) || typeof value !== "object" || value === null) return [];
  const members = Object.values(type.getFields()).filter(
    (member) => getNamedType(member.type).name === "TransformInput",
  );
  return members.map(({ name }) => (value as Readonly<Record<string, unknown>>)[name]);
}

function stepsOf(transform: unknown): number {
  if (typeof transform !== "object" || transform === null) return 0;
  const { steps, process } = transform as { readonly steps?: unknown; readonly process?: unknown };
  if (Array.isArray(steps)) return steps.length;
  return typeof process === "string" ? process.split("/").length : 0;
}

/** The transform as far as its length goes: its members, of which steps are not looked into. */
function plain(value: ValueNode, valueOfVariable: (variable: string) => unknown): unknown {
  switch (value.kind) {
    case Kind.VARIABLE:
      return valueOfVariable(value.name.value);
    case Kind.OBJECT:
      return members(value, valueOfVariable);
    case Kind.LIST:
      return value.values;
    case Kind.STRING:
      return value.value;
    default:
      return undefined;
  }
}

function members({ fields }: ObjectValueNode, valueOfVariable: (variable: string) => unknown): object {
  return Object.fromEntries(fields.map(({ name, value }) => [name.value, plain(value, valueOfVariable)]));
}
