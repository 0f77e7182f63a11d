import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_INTROSPECTION: "off" } });
});
afterAll(() => gateway.stop());

const ask = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json", ...headers },
    body: JSON.stringify({ query }),
  });
const firstCode = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe("a request is refused", () => {
  test("with a token that is not the admin's: nobody is silently anonymous", async () => {
    for (const authorization of ["Bearer wrong", "Basic abc", "Bearer", `Bearer ${gateway.adminToken}x`]) {
      const response = await ask("{ viewer { roles } }", { authorization });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await firstCode(response)).toBe("UNAUTHENTICATED");
    }
  });

  test("for introspection where it is off, and names are not betrayed by suggestions", async () => {
    expect((await ask("{ __schema { types { name } } }")).status).toBe(400);
    expect(await (await ask("{ viewr { roles } }")).text()).not.toContain("Did you mean");
  });

  test("above 2000 tokens", async () => {
    const response = await ask(`{ ${"a: viewer { roles } ".repeat(500)} }`);
    expect(response.status).toBe(400);
    expect(await firstCode(response)).toBe("GRAPHQL_PARSE_FAILED");
  });

  test("above a cost of 10,000, before anything is done, however it is written", async () => {
    const each = 'a: rendition(transform: { style: "s" }) { url } ';
    const aliases = Array.from({ length: 20 }, (_, i) => each.replace("a", `a${i}`)).join("");
    const fragment = `fragment f on Image { ${aliases} } `;
    for (const query of [
      `{ images(first: 100) { nodes { ${aliases} } } }`,
      `{ images(first: 100) { edges { node { ${aliases} } } } }`,
      `${fragment} { images(first: 100) { nodes { ... { ...f } } } }`,
      `${fragment} query ($first: Int! = 100) { images(first: $first) { nodes { ...f } } }`,
      `${fragment} query ($first: Int! = 1) { images { nodes { ...f } } b: images { nodes { ...f } } c: images(first: $first) { nodes { key } } }`,
      `${fragment} { ${Array.from({ length: 60 }, (_, i) => `i${i}: images(first: 2) { nodes { ...f } } `).join("")} }`,
    ]) {
      const response = await ask(query);
      expect(response.status).toBe(400);
      expect(await firstCode(response)).toBe("OPERATION_TOO_COSTLY");
    }
  });

  test("but not a page of 100 rich images with five renditions each", async () => {
    const rendition = "rendition(transform: { simple: { width: 9 } }) { url width height expiresAt } ";
    const five = Array.from({ length: 5 }, (_, i) => `r${i}: ${rendition}`).join("");
    const image = `id key byteSize etag averageHue info { format width height } ${five}`;
    const response = await ask(`{ images(first: 100, bucket: "none") { nodes { ${image} } pageInfo { endCursor } } }`);
    expect(await firstCode(response)).toBe("NO_SUCH_BUCKET");
  });

  test("with variables nested too deep, and the server goes on", async () => {
    const levels = 5000;
    const open = '{"steps":[{"watermark":{"image":{"image":{"key":"a","transform":'.repeat(levels);
    const body = `{"query":"query ($t: TransformInput!) { pipeline(transform: $t) { process } }","variables":{"t":${open}null${"}}}}]}".repeat(levels)}}}`;
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body,
    });
    expect(response.status).toBe(400);
    expect(await firstCode(response)).toBe("BAD_USER_INPUT");
    expect((await ask("{ viewer { roles } }")).status).toBe(200);
  });

  test("with more steps than a process string can hold, before any is written", async () => {
    const steps = Array.from({ length: 1025 }, () => ({ bright: 1 }));
    const query = "query ($t: TransformInput!) { pipeline(transform: $t) { process } }";
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { t: { steps } } }),
    });
    const [error] = ((await response.json()) as { errors: { extensions: Record<string, unknown> }[] }).errors;
    expect(error?.extensions).toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  test("before there is an operation, with the request id in the error too", async () => {
    const response = await fetch(`${gateway.url}/graphql?query={viewer{roles}}`);
    const [error] = ((await response.json()) as { errors: { extensions: Record<string, unknown> }[] }).errors;
    expect(response.status).toBe(400);
    expect(error?.extensions.requestId).toBe(response.headers.get("x-oss-request-id"));
  });

  test("in a batch", async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([{ query: "{ viewer { roles } }" }]),
    });
    expect(response.status).toBe(400);
  });

  test.each([
    [
      "a simple media type",
      { method: "POST", headers: { "content-type": "text/plain" }, body: '{"query":"{viewer{roles}}"}' },
    ],
    ["a bare GET", { method: "GET" }],
  ])("from another site's page by %s", async (_, init) => {
    const response = await fetch(`${gateway.url}/graphql?query={viewer{roles}}`, init);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain("VIEWER");
  });

  test("to change something by GET", async () => {
    const mutation = encodeURIComponent('mutation { createBucket(input: { name: "abc" }) { bucket { name } } }');
    const response = await fetch(`${gateway.url}/graphql?query=${mutation}`, {
      headers: { "apollo-require-preflight": "1", authorization: `Bearer ${gateway.adminToken}` },
    });
    expect(response.status).toBe(405);
  });
});

describe("exactly one member of a @oneOf input", () => {
  const pipeline = (transform: string) => ask(`{ pipeline(transform: ${transform}) { process } }`);
  const variable = (type: string, use: string, value: unknown) =>
    fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify({
        query: `query ($v: ${type}) { pipeline(transform: ${use}) { process } }`,
        variables: { v: value },
      }),
    });

  test.each([
    "{}",
    '{ style: "a", process: "image/info" }',
    "{ steps: [{}] }",
    "{ steps: [{ bright: 1, contrast: 1 }] }",
    "{ steps: [{ bright: null }] }",
    '{ steps: [{ watermark: { text: { text: "a" }, image: { image: { key: "a" } } } }] }',
  ])("in a literal: %s is refused", async (transform) => {
    const response = await pipeline(transform);
    expect(response.status).toBe(400);
    expect(await firstCode(response)).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test.each([
    ["TransformInput!", "$v", {}],
    ["TransformInput!", "$v", { style: "a", process: "b" }],
    ["TransformInput!", "$v", { style: null }],
    ["[StepInput!]!", "{ steps: $v }", [{ bright: 1, sharpen: 100 }]],
    ["StepInput!", "{ steps: [$v] }", {}],
  ])("in a variable %s: %s of %j is refused", async (type, use, value) => {
    const response = await variable(type, use, value);
    expect(response.status).toBe(400);
    expect(await firstCode(response)).toBe("BAD_USER_INPUT");
  });

  test.each([
    ["String", "{ style: $v }", null],
    ["ResizeInput", "{ steps: [{ resize: $v }] }", { width: 1 }],
    ["[StepInput!]", "{ steps: $v }", null],
  ])("a nullable variable %s as a member, %s, is refused before it runs", async (type, use, value) => {
    const response = await variable(type, use, value);
    expect(response.status).toBe(400);
    expect(await firstCode(response)).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test("one member is accepted in any form", async () => {
    expect(await (await pipeline("{ steps: [{ bright: 1 }] }")).json()).toMatchObject({
      data: { pipeline: { process: "image/bright,1" } },
    });
    expect((await variable("ResizeInput!", "{ steps: [{ resize: $v }] }", { width: 1 })).status).toBe(200);
  });
});
