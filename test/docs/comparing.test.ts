import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";

const page = readFileSync(fileURLToPath(new URL("../../docs/comparing.md", import.meta.url)), "utf8");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
});
afterAll(() => gateway.stop());

test("docs/comparing.md: the query runs without a token", async () => {
  const query = /```graphql\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const { data, errors } = await graphqlRequest<{ compare: object }>(gateway, query, {}, { token: undefined });
  expect(errors).toBeUndefined();
  expect(data?.compare).toMatchObject({
    verdict: "WITHIN",
    heatMap: expect.stringMatching(/^data:image\/png;base64,/),
  });
});
