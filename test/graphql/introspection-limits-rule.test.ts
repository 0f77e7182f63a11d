import { getIntrospectionQuery, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { introspectionLimitsRule } from "../../src/graphql/limits/introspection-limits-rule.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";

const schema = buildGraphqlSchema();
const errorsOf = (query: string) =>
  validate(schema, parse(query), [introspectionLimitsRule]).map(({ message }) => message);
const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(" ");

describe("of introspection", () => {
  test.each([
    ["what tools ask for", getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true })],
    ["a few types", `{ ${times(20, (i) => `t${i}: __type(name: "Image") { f: name fields { name } }`)} }`],
    ["names of the schema itself", "{ a: viewer { b: roles } c: __typename }"],
  ])("%s pass", (_, query) => {
    expect(errorsOf(query)).toEqual([]);
  });

  test.each([
    ["the schema twice", "{ a: __schema { queryType { name } } b: __schema { queryType { name } } }"],
    ["many types", `{ ${times(21, (i) => `t${i}: __type(name: "Image") { name }`)} }`],
    ["a list under another name", "{ __schema { a: types { name } } }"],
    ["one in a fragment", '{ __type(name: "Image") { ...f } } fragment f on __Type { a: fields { name } }'],
    ["a type under another name", '{ __type(name: "Image") { fields { a: type { name } } } }'],
  ])("%s: refused, once", (_, query) => {
    expect(errorsOf(query)).toEqual([expect.stringMatching(/^introspection: expected /)]);
  });
});
