import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { rangeOf } from "../../src/graphql/schema/input-ranges.js";

/** An argument, or a field of an input type, with an operation that reaches it. */
export interface InputPlace {
  /** `Query.images(first)`, `BlurInput.radius` */
  readonly name: string;
  readonly value: GraphQLArgument | GraphQLInputField;
  /** From the arguments of the field that is asked for: `["transform", "steps", 0, "blur", "radius"]`. */
  readonly path: readonly (string | number)[];
  /** The field that is asked for is a mutation: it tells of its input in `userErrors`. */
  readonly isMutation: boolean;
  /** A value that is right here. */
  sample(): unknown;
  /** An operation that gives this value there, and whatever else it cannot be without. */
  operation(value: unknown): { readonly query: string; readonly variables: Record<string, unknown> };
}

/** What a place needs besides what the schema requires, so that nothing else is wrong with the input. */
export interface Samples {
  /** Values by `Type.field`, by type, or by the name of an argument or field of a scalar type. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Fields that `Type.field` needs beside it. */
  readonly companions: Readonly<Record<string, object>>;
}

interface Asked {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

interface Step {
  readonly type: string;
  readonly field: string | number;
}

/** Every argument of fields that a query or a mutation reaches, and every field of their input types, each by a shortest way. */
export function inputPlaces(schema: GraphQLSchema, samples: Samples): readonly InputPlace[] {
  const sample = sampler(samples);
  const places: InputPlace[] = [];
  const seen = new Set<string>();
  const queue: { value: GraphQLArgument | GraphQLInputField; name: string; chain: readonly Asked[]; steps: Step[] }[] =
    [];
  for (const chain of chains(schema)) {
    const { parent, field } = chain.at(-1) as Asked;
    for (const value of field.args) {
      const name = `${parent.name}.${field.name}(${value.name})`;
      queue.push({ value, name, chain, steps: [{ type: parent.name, field: value.name }] });
    }
  }
  for (let at = 0; at < queue.length; at++) {
    const { value, name, chain, steps } = queue[at] as (typeof queue)[number];
    const path = steps.map(({ field }) => field);
    places.push({
      name,
      value,
      path,
      sample: () => sample(value, steps.at(-1)?.type ?? ""),
      isMutation: chain[0]?.parent === schema.getMutationType(),
      operation: (given) =>
        operation(schema, chain, path[0] as string, built(schema, steps, given, samples, sample), sample),
    });
    const type = getNamedType(value.type);
    if (!isInputObjectType(type) || seen.has(type.name)) continue;
    seen.add(type.name);
    const within = isListType(getNullableType(value.type)) ? [...steps, { type: type.name, field: 0 }] : steps;
    for (const field of Object.values(type.getFields()))
      queue.push({
        value: field,
        name: `${type.name}.${field.name}`,
        chain,
        steps: [...within, { type: type.name, field: field.name }],
      });
  }
  return places;
}

/** The ways to each field of each object type, the shortest first. */
function chains(schema: GraphQLSchema): readonly (readonly Asked[])[] {
  const found: (readonly Asked[])[] = [];
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const seen = new Set<GraphQLObjectType>();
  const queue = roots.flatMap((type) => (type ? [{ type, before: [] as readonly Asked[] }] : []));
  for (let at = 0; at < queue.length; at++) {
    const { type, before } = queue[at] as (typeof queue)[number];
    if (seen.has(type)) continue;
    seen.add(type);
    for (const field of Object.values(type.getFields())) {
      const chain = [...before, { parent: type, field }];
      found.push(chain);
      const next = getNamedType(field.type);
      if (isObjectType(next) && type !== schema.getMutationType()) queue.push({ type: next, before: chain });
    }
  }
  return found;
}

type Sample = (value: GraphQLArgument | GraphQLInputField, owner: string) => unknown;

/** A value that is right for a place on its own. */
function sampler({ values }: Samples): Sample {
  return function sample(value, owner) {
    const type = getNamedType(value.type);
    const named = [`${owner}.${value.name}`, type.name, ...(isInputObjectType(type) ? [] : [value.name])].find((name) =>
      Object.hasOwn(values, name),
    );
    const one = named === undefined ? made(type) : values[named];
    return isListType(getNullableType(value.type)) && !Array.isArray(one) ? [one] : one;

    function made(of: typeof type): unknown {
      if (isEnumType(of)) return of.getValues()[0]?.name;
      if (isInputObjectType(of))
        return Object.fromEntries(
          Object.values(of.getFields())
            .filter(isRequiredInputField)
            .map((field) => [field.name, sample(field, of.name)]),
        );
      const range = rangeOf(value);
      if (range) return range.min;
      if (of.name === "String" || of.name === "ID") return "a";
      throw new Error(`no sample for ${owner}.${value.name}: ${value.type}`);
    }
  };
}

/** The value of the argument that a way starts at, with `given` at its end. */
function built(
  schema: GraphQLSchema,
  steps: readonly Step[],
  given: unknown,
  { companions }: Samples,
  sample: Sample,
): unknown {
  return steps.slice(1).reduceRight<unknown>((inner, { type: name, field }) => {
    if (typeof field === "number") return [inner];
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
    const required = type.isOneOf ? [] : Object.values(type.getFields()).filter(isRequiredInputField);
    const beside = required.map((each) => [each.name, each.name === field ? inner : sample(each, name)]);
    return { ...Object.fromEntries(beside), ...companions[`${name}.${field}`], [field]: inner };
  }, given);
}

function operation(schema: GraphQLSchema, chain: readonly Asked[], argument: string, given: unknown, sample: Sample) {
  const variables: Record<string, unknown> = {};
  const types: string[] = [];
  const fields = chain.map(({ parent, field }, depth) => {
    const isLast = depth === chain.length - 1;
    const args = field.args.filter((arg) => isRequiredArgument(arg) || (isLast && arg.name === argument));
    const written = args.map((arg) => {
      const name = `v${types.length}`;
      types.push(`$${name}: ${arg.type}`);
      variables[name] = isLast && arg.name === argument ? given : sample(arg, parent.name);
      return `${arg.name}: $${name}`;
    });
    return `${field.name}${written.length > 0 ? `(${written.join(", ")})` : ""}`;
  });
  const { field } = chain.at(-1) as Asked;
  const type = getNamedType(field.type);
  const leaf = !("getFields" in type || "getTypes" in type)
    ? ""
    : isObjectType(type) && type.getFields().userErrors
      ? "{ userErrors { code path params { key value } } }"
      : "{ __typename }";
  const [first, ...rest] = fields;
  const selection = `${first} ${rest.map((each) => `{ ${each} `).join("")}${leaf}${" }".repeat(rest.length)}`;
  const kind = chain[0]?.parent === schema.getMutationType() ? "mutation" : "query";
  return { query: `${kind} ${types.length > 0 ? `(${types.join(", ")})` : ""} { ${selection} }`, variables };
}
