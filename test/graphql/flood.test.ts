import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_REQUESTS_PER_MINUTE: "0", IMGRAPH_COST_PER_MINUTE: "0" } });
});
afterAll(() => gateway.stop());

interface Body {
  readonly query: string;
  readonly variables?: unknown;
}
const post = (body: Body | string) =>
  fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const repeat = (count: number, each: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join(" ");
const rendition = (i: number) => `r${i}: rendition(transform: { simple: { width: ${i + 1} } }) { url }`;
const deep = (levels: number) =>
  `${"{ images { nodes { derived ".repeat(levels)}{ totalCount }${" } } }".repeat(levels)}`;
const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);

/** What a hostile client sends, the status that it gets, and a word of the refusal. */
const floods: readonly [what: string, body: () => Body | string, status: number, code: string][] = [
  [
    "1,000 renditions by alias",
    () => ({ query: `{ image(key: "a") { ${repeat(1000, rendition)} } }` }),
    400,
    "GRAPHQL_PARSE_FAILED",
  ],
  [
    "201 aliases",
    () => ({ query: `{ ${repeat(201, (i) => `v${i}: viewer { roles }`)} }` }),
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  [
    "1,000 renditions by page and alias",
    () => ({ query: `{ images(first: 100) { nodes { ${repeat(20, rendition)} } } }` }),
    400,
    "OPERATION_TOO_COSTLY",
  ],
  [
    "1,000 renditions by fragments of fragments",
    () => ({
      query: `{ images(first: 100) { nodes { ...f0 } } } ${repeat(12, (i) => `fragment f${i} on Image { ...f${i + 1} url ...f${i + 1} }`)} fragment f12 on Image { url }`,
    }),
    400,
    "OPERATION_TOO_COSTLY",
  ],
  [
    "more looks at pixels than a page has",
    () => ({
      query: `{ ${repeat(6, (i) => `i${i}: images(first: 100) { nodes { palette perceptualHash } }`)} }`,
    }),
    400,
    "OPERATION_TOO_COSTLY",
  ],
  ["a depth of 30", () => ({ query: deep(10) }), 400, "GRAPHQL_VALIDATION_FAILED"],
  [
    "a depth of 30 by fragments",
    () => ({
      query: `{ image(key: "a") { ...f0 } } ${repeat(28, (i) => `fragment f${i} on Image { derived { nodes { ...f${i + 1} } } }`)} fragment f28 on Image { key }`,
    }),
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  [
    "fragments in a circle",
    () => ({ query: '{ image(key: "a") { ...f } } fragment f on Image { ...g } fragment g on Image { ...f key }' }),
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  [
    "51 directives",
    () => ({ query: `{ viewer { roles ${"@include(if: true) ".repeat(51)} } }` }),
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  ["variables of 10 MB", () => ({ query: "{ viewer { roles } }", variables: { a: "a".repeat(10_000_000) } }), 413, ""],
  [
    "a list of 100,000 in a variable",
    () => ({ query: "query ($k: [String!]!) { viewer { roles } }", variables: { k: keys(100_000) } }),
    400,
    "",
  ],
  [
    "a list of 100,000 for an argument",
    () => ({
      query: "mutation ($k: [String!]!) { deleteImages(input: { keys: $k }) { userErrors { code } } }",
      variables: { k: keys(100_000) },
    }),
    400,
    "BAD_USER_INPUT",
  ],
  [
    "lists in lists",
    () => `{"query":"{ viewer { roles } }","variables":{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
    400,
    "BAD_USER_INPUT",
  ],
  ["a document of 100,000 letters", () => ({ query: `{ ${"a".repeat(100_000)} }` }), 400, "GRAPHQL_VALIDATION_FAILED"],
];

describe("a flood is refused before anything is done for it", () => {
  test.each(floods)("%s", async (_, body, status, code) => {
    const response = await post(body());
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(code);
  });
});

test("while floods come, another client's queries are answered", async () => {
  let going = true;
  const flooding = Promise.all(
    floods.map(async ([, body]) => {
      const sent = body();
      while (going)
        await post(sent).then(
          (response) => response.arrayBuffer(),
          () => {},
        );
    }),
  );
  for (let i = 0; i < 10; i += 1) {
    const response = await post({ query: "{ viewer { roles } capabilities { engine } }" });
    expect(response.status).toBe(200);
    expect(((await response.json()) as { data: unknown }).data).toMatchObject({ viewer: { roles: [] } });
  }
  going = false;
  await flooding;
});

test("an answer says what it cost, a refusal too", async () => {
  const costOf = async (query: string) => {
    const { extensions, errors } = (await (await post({ query })).json()) as {
      extensions?: { cost?: unknown };
      errors?: { extensions: { cost?: unknown } }[];
    };
    return extensions?.cost ?? errors?.[0]?.extensions.cost;
  };
  expect(await costOf("{ viewer { roles } }")).toEqual({
    operation: 2,
    maxOperation: 10_000,
    renders: 0,
    maxRenders: 1000,
    left: { renders: 600, megapixels: 20_000 },
  });
  expect(await costOf(`{ images(first: 100) { nodes { ${repeat(20, rendition)} } } }`)).toMatchObject({
    operation: expect.any(Number),
    maxOperation: 10_000,
  });
});
