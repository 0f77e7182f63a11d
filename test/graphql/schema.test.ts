import { readFile } from "node:fs/promises";
import {
  type GraphQLField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { failureCodes } from "../../src/base/failure.js";
import { sdl } from "../../src/graphql/index.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { enumValueName, fieldName, typeName } from "../../src/graphql/schema/graphql-name.js";
import { type ActionName, actions, declaration, type Param } from "../../src/pipeline/index.js";

let schema: GraphQLSchema;
beforeAll(() => {
  schema = buildGraphqlSchema();
});

test("the committed schema is a fresh print", async () => {
  expect(sdl()).toBe(await readFile(new URL("../../schema/schema.graphql", import.meta.url), "utf8"));
});

test("two gateways in one process have the same schema", () => {
  expect(sdl()).toBe(sdl());
});

test("everything has a description", () => {
  const bare: string[] = [];
  const look = (place: string, { description }: { readonly description?: string | null | undefined }) => {
    if (!description) bare.push(place);
  };
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (name.startsWith("__") || isSpecifiedScalarType(type) || name === "Query" || name === "Mutation") continue;
    look(name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${name}.${field.name}`, field);
      if ("args" in field) for (const arg of field.args) look(`${name}.${field.name}(${arg.name})`, arg);
    }
  }
  expect(bare).toEqual([]);
});

describe("@oneOf", () => {
  test.each([
    "TransformInput",
    "StepInput",
    "WatermarkInput",
    "StyleValueInput",
  ])("%s is one, also in the printed schema", (name) => {
    const type = schema.getType(name);
    expect(isInputObjectType(type) && type.isOneOf).toBe(true);
    expect(sdl()).toContain(`input ${name} @oneOf {`);
  });

  test("no other input is", () => {
    const all = Object.values(schema.getTypeMap()).filter((type) => isInputObjectType(type) && type.isOneOf);
    expect(all.map(({ name }) => name).sort()).toEqual([
      "RevokedUrlsInput",
      "StepInput",
      "StyleValueInput",
      "TransformInput",
      "WatermarkInput",
    ]);
  });
});

const steps = (Object.keys(actions) as ActionName[]).filter((name) => declaration(name).role !== "query");
/** The second spelling of an argument, and what only a watermark's preparation knows. */
const hidden = ["quality.bare", "resize.share"];
const argumentsOf = (name: ActionName) =>
  Object.entries(declaration(name).params).filter(([key]) => !hidden.includes(`${name}.${key}`));

describe("inputs and the registry", () => {
  test("StepInput has a member for every action that is a step, and no other", () => {
    expect(Object.keys(inputFields("StepInput")).sort()).toEqual(steps.map(fieldName).sort());
  });

  test.each(steps.filter((name) => name !== "watermark"))("%s: every argument, with its range and default", (name) => {
    const member = inputFields("StepInput")[fieldName(name)];
    const input = schema.getType(`${typeName(name)}Input`);
    if (!input) {
      const [[, param] = missing()] = argumentsOf(name);
      expect(argumentsOf(name)).toHaveLength(1);
      expect(String(member?.type)).toBe(graphqlType(param));
      return;
    }
    expect(String(member?.type)).toBe(`${typeName(name)}Input`);
    const fields = inputFields(input.name);
    expect(Object.keys(fields).sort()).toEqual(
      argumentsOf(name)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, param] of argumentsOf(name)) {
      expect(String(fields[key]?.type)).toBe(`${graphqlType(param)}${param.required ? "!" : ""}`);
      if (param.kind.type === "int") expect(fields[key]?.description).toContain(`Range: ${param.kind.min}`);
      if (param.default !== undefined) expect(fields[key]?.description).toContain("Default: ");
    }
  });

  test("every argument of a watermark is in one of its forms", () => {
    const forms = ["TextWatermarkInput", "ImageWatermarkInput", "MixedWatermarkInput"].map((name) =>
      Object.keys(inputFields(name)),
    );
    expect([...new Set(forms.flat())].sort()).toEqual(Object.keys(actions.watermark.params).sort());
    expect(String(inputFields("TextWatermarkInput").text?.type)).toBe("String!");
    expect(String(inputFields("ImageWatermarkInput").image?.type)).toBe("WatermarkImageInput!");
  });

  test("enums have the registry's values, in upper case", () => {
    for (const name of Object.keys(actions) as ActionName[])
      for (const { kind } of Object.values(declaration(name).params)) {
        if (kind.type !== "choice") continue;
        const type = schema.getType(kind.name);
        if (!isEnumType(type)) throw new Error(`${kind.name} is no enum`);
        expect(Object.fromEntries(type.getValues().map((value) => [value.name, value.value]))).toEqual(
          Object.fromEntries(Object.keys(kind.values).map((inner) => [enumValueName(inner), inner])),
        );
      }
  });
});

test("a field that several step types have is of one type, so that one query can ask for it in all", () => {
  const union = schema.getType("Step");
  if (!isUnionType(union)) throw new Error("Step is no union");
  const types = new Map<string, Set<string>>();
  const fields = union.getTypes().flatMap((type): GraphQLField<unknown, unknown>[] => Object.values(type.getFields()));
  for (const { name, type } of fields) types.set(name, (types.get(name) ?? new Set()).add(String(type)));
  expect([...types].filter(([, of]) => of.size > 1).map(([name, of]) => [name, ...of])).toEqual([]);
});

test("ErrorCode has every failure of the catalogue", () => {
  const type = schema.getType("ErrorCode");
  expect(
    isEnumType(type) &&
      type
        .getValues()
        .map(({ value }) => value)
        .sort(),
  ).toEqual([...failureCodes].sort());
});

function inputFields(name: string) {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
  return type.getFields();
}

function graphqlType({ kind }: Param): string {
  switch (kind.type) {
    case "int":
      return "Int";
    case "flag":
      return "Boolean";
    case "color":
      return "HexColor";
    case "text":
      return "String";
    case "choice":
      return kind.name;
    case "image":
      return "WatermarkImageInput";
  }
}

function missing(): never {
  throw new Error("an action without arguments is a step");
}
