import { auditServer } from "graphql-http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

test("GraphQL over HTTP: 61 of 61 audits pass, with protection from cross-site requests on", async () => {
  // A query by GET passes the protection with a header that browsers send to other sites only after asking.
  const fetchFn: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set("apollo-require-preflight", "1");
    return fetch(url, { ...init, headers });
  };
  const results = await auditServer({ url: `${gateway.url}/graphql`, fetchFn });
  expect(results.filter(({ status }) => status !== "ok").map(({ name, status }) => `${status}: ${name}`)).toEqual([]);
  expect(results).toHaveLength(61);
});
