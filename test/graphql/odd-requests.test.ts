import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_INTROSPECTION: "off", IMGRAPH_REQUESTS_PER_MINUTE: "0" } });
});
afterAll(() => gateway.stop());

interface Sent {
  readonly method?: string;
  /** Behind `/graphql`. */
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
}

/** By node:http, which changes nothing of what is sent. */
function send({ method = "POST", search = "", headers = {}, body }: Sent): Promise<Answer> {
  const all = { accept: "application/graphql-response+json", "content-type": "application/json", ...headers };
  return new Promise((resolve, reject) => {
    // Each a connection of its own: one whose body was not read is closed.
    const options = {
      agent: false,
      host: "127.0.0.1",
      port: gateway.port,
      method,
      path: `/graphql${search}`,
      headers: all,
    };
    const sent = request(options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text, code: /"code":"(\w+)"/.exec(text)?.[1] }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const viewer = "{ viewer { roles } }";
const operation = (query: unknown, more: object = {}) => JSON.stringify({ query, ...more });
const persisted = (version: number, sha256Hash: unknown) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});
const search = (query: string) => `?query=${encodeURIComponent(query)}`;
const preflight = { "apollo-require-preflight": "1" };

describe("what is no operation is refused with a code, and tells nothing of the program", () => {
  test.each<[string, Sent, number, string]>([
    ["no body", { body: "" }, 400, "BAD_REQUEST"],
    ["null", { body: "null" }, 400, "BAD_REQUEST"],
    ["a number", { body: "5" }, 400, "BAD_REQUEST"],
    ["an empty list", { body: "[]" }, 400, "BAD_REQUEST"],
    ["two operations at once", { body: `[${operation(viewer)},${operation(viewer)}]` }, 400, "BAD_REQUEST"],
    ["half a body", { body: '{"query":' }, 400, "BAD_REQUEST"],
    ["a number for a document", { body: operation(5) }, 400, "BAD_REQUEST"],
    ["an empty document", { body: operation("") }, 400, "BAD_REQUEST"],
    ["a blank document", { body: operation(" ") }, 400, "GRAPHQL_PARSE_FAILED"],
    ["variables as text", { body: operation(viewer, { variables: "{}" }) }, 400, "BAD_REQUEST"],
    ["variables as a list", { body: operation(viewer, { variables: [1] }) }, 400, "BAD_REQUEST"],
    ["a name that is a number", { body: operation(viewer, { operationName: 5 }) }, 400, "BAD_REQUEST"],
    [
      "a name that objects have by birth",
      { body: operation(viewer, { operationName: "__proto__" }) },
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    ["a prototype in the body", { body: '{"query":"{ viewer { roles } }","__proto__":{"a":1}}' }, 400, "BAD_REQUEST"],
    [
      "a variable that objects have by birth",
      { body: operation("query ($toString: String!) { image(key: $toString) { key } }") },
      400,
      "BAD_USER_INPUT",
    ],
    ["a hash of another version", { body: operation(undefined, persisted(2, "a")) }, 400, "BAD_REQUEST"],
    ["a hash of another document", { body: operation(viewer, persisted(1, "a")) }, 400, "BAD_REQUEST"],
    [
      "a hash that objects have by birth",
      { body: operation(undefined, persisted(1, "__proto__")) },
      200,
      "PERSISTED_QUERY_NOT_FOUND",
    ],
    ["half a surrogate pair", { body: operation('{ image(key: "\\uD800") { key } }') }, 400, "GRAPHQL_PARSE_FAILED"],
    [
      "half a surrogate pair in a variable",
      {
        body: '{"query":"query ($k: String!) { image(bucket: \\"photos\\", key: $k) { key } }","variables":{"k":"\\ud800"}}',
      },
      400,
      "BAD_USER_INPUT",
    ],
    [
      "infinity",
      { body: '{"query":"query ($w: Int!) { images(first: $w) { nodes { key } } }","variables":{"w":1e999}}' },
      400,
      "BAD_USER_INPUT",
    ],
    ["@defer", { body: operation("{ viewer { ... @defer { roles } } }") }, 400, "GRAPHQL_VALIDATION_FAILED"],
    [
      "a directive of the SDL",
      { body: operation("{ viewer @range(min: 1) { roles } }") },
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "a subscription for one answer",
      { body: operation("subscription { imageChanged { key } }") },
      400,
      "INVALID_REQUEST",
    ],
    [
      "a form",
      { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "query={a}" },
      415,
      "BAD_REQUEST",
    ],
    [
      "parts of a form",
      { headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" },
      415,
      "BAD_REQUEST",
    ],
    ["a document alone", { headers: { "content-type": "application/graphql" }, body: viewer }, 415, "BAD_REQUEST"],
    [
      "a compressed body",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(operation(viewer)) },
      415,
      "BAD_REQUEST",
    ],
    [
      "a body of 50 MB in 50 kB",
      { headers: { "content-encoding": "br" }, body: Buffer.alloc(50_000) },
      415,
      "BAD_REQUEST",
    ],
    [
      "another charset",
      { headers: { "content-type": "application/json; charset=utf-16" }, body: operation(viewer) },
      415,
      "BAD_REQUEST",
    ],
    ["an answer that is an image", { headers: { accept: "image/png" }, body: operation(viewer) }, 406, "BAD_REQUEST"],
    [
      "a mutation by GET",
      { method: "GET", search: search("mutation { __typename }"), headers: preflight },
      405,
      "BAD_REQUEST",
    ],
    ["two documents by GET", { method: "GET", search: "?query=a&query=b", headers: preflight }, 400, "BAD_REQUEST"],
    [
      "broken variables by GET",
      { method: "GET", search: `${search(viewer)}&variables=x`, headers: preflight },
      400,
      "BAD_REQUEST",
    ],
    [
      "a broken escape by GET",
      { method: "GET", search: "?query=%ZZ", headers: preflight },
      400,
      "GRAPHQL_PARSE_FAILED",
    ],
  ])("%s", async (_, sent, status, code) => {
    const answer = await send(sent);
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    expect(answer.text).not.toMatch(/node_modules|\.js:|stack/i);
  });
});

test.each(["PUT", "PATCH", "DELETE"])("%s is no method of it", async (method) => {
  expect((await send({ method, body: "{" })).status).toBe(405);
});

test("what is unusual, and nothing wrong, is answered", async () => {
  for (const sent of [
    { body: `\uFEFF${operation(viewer)}` },
    { headers: { "content-type": 'application/json; charset="UTF-8"' }, body: operation(viewer) },
    { headers: { "content-encoding": "identity" }, body: operation(viewer) },
    { method: "GET", search: `${search(viewer)}&__proto__=1&constructor=2`, headers: preflight },
  ])
    expect(await send(sent)).toMatchObject({ status: 200, text: expect.stringContaining('"roles":[]') });
});

describe("where nobody may ask for the schema, nothing suggests its names", () => {
  const variable = (t: object) =>
    operation("query ($t: TransformInput!) { pipeline(transform: $t) { process } }", { variables: { t } });

  test.each([
    ["a field", operation("{ viewr { roles } }")],
    ["an argument", operation("{ images(frist: 1) { nodes { key } } }")],
    ["a type", operation("{ viewer { ... on Viewr { roles } } }")],
    ["a value", operation("{ pipeline(transform: { simple: { width: 9, fit: COVR } }) { process } }")],
    ["a field in a variable", variable({ simpl: {} })],
    ["a value in a variable", variable({ simple: { width: 9, fit: "COVR" } })],
    ["a subscription", operation("subscription { imageChangd { key } }")],
    ["a variable of a subscription", operation("subscription ($b: Boolen) { imageChanged { key } }")],
  ])("%s", async (_, body) => {
    for (const accept of ["application/graphql-response+json", "text/event-stream"]) {
      const { text } = await send({ headers: { accept }, body });
      expect(text).toContain('"errors"');
      expect(text).not.toContain("Did you mean");
    }
  });
});

test("a document with a thousand mistakes is told of some", async () => {
  const { text } = await send({ body: operation(`{ ${Array.from({ length: 900 }, (_, i) => `x${i}`).join(" ")} }`) });
  expect((JSON.parse(text) as { errors: unknown[] }).errors.length).toBeLessThanOrEqual(21);
});
