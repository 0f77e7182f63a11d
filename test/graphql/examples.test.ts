import { type GraphQLInputType, isInputObjectType, isListType, isNonNullType, Kind, parse, typeFromAST } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { examples } from "../../src/server/graphiql/examples.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
});
afterAll(() => gateway.stop());

const tabs = examples.map((example) => [/(?:query|mutation) (\w+)/.exec(example.query)?.[1], example] as const);

test.each(tabs)("GraphiQL's tab %s runs on a fresh gateway", async (_, { query, variables, headers = "{}" }) => {
  const needsToken = "Authorization" in JSON.parse(headers);
  const token = needsToken ? gateway.adminToken : undefined;
  const { data, errors } = await graphqlRequest(gateway, query, variables ? JSON.parse(variables) : {}, { token });
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain("null");
});

// Its editor of variables does not know that a field with a default may be left out, and underlines the input.
test.each(
  examples.map(({ query, variables = "{}" }) => [query, variables] as const),
)("GraphiQL has nothing to miss in the variables of %s", (query, variables) => {
  const schema = buildGraphqlSchema();
  const values = JSON.parse(variables);
  const missing = parse(query).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return (definition.variableDefinitions ?? []).flatMap(({ variable: { name }, type }) => {
      const itsType = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
      return itsType ? missingFrom(values[name.value], itsType, name.value) : [name.value];
    });
  });
  expect(missing).toEqual([]);
});

function missingFrom(value: unknown, type: GraphQLInputType, place: string): string[] {
  if (isNonNullType(type)) return value == null ? [place] : missingFrom(value, type.ofType, place);
  if (value == null) return [];
  if (isListType(type)) return [value].flat().flatMap((each, i) => missingFrom(each, type.ofType, `${place}.${i}`));
  if (!isInputObjectType(type)) return [];
  const given = value as Readonly<Record<string, unknown>>;
  return Object.values(type.getFields()).flatMap((field) =>
    missingFrom(given[field.name], field.type, `${place}.${field.name}`),
  );
}
