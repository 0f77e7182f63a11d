import { afterAll, beforeAll, expect, test } from "vitest";
import { examples } from "../../src/server/graphiql/examples.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
});
afterAll(() => gateway.stop());

test.each(
  examples.map((example) => [/(?:query|mutation) (\w+)/.exec(example.query)?.[1], example] as const),
)("GraphiQL's tab %s runs on a fresh gateway", async (_, { query, variables, headers = "{}" }) => {
  const needsToken = "Authorization" in JSON.parse(headers);
  const token = needsToken ? gateway.adminToken : undefined;
  const { data, errors } = await graphqlRequest(gateway, query, variables ? JSON.parse(variables) : {}, { token });
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain("null");
});
