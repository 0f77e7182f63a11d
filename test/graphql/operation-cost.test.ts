import "reflect-metadata";
import { type FragmentDefinitionNode, Kind, parse } from "graphql";
import { expect, test } from "vitest";
import { complexity, operationCost, renders } from "../../src/graphql/limits/operation-cost.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { actions } from "../../src/pipeline/index.js";

const schema = buildGraphqlSchema();

function cost(query: string, variables: Record<string, unknown> = {}, measure = complexity): number {
  const { definitions } = parse(query);
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error("no operation");
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  return operationCost(
    {
      schema,
      operation,
      fragments: new Map(fragments.map((each) => [each.name.value, each])),
      variables,
    },
    measure,
  );
}

test.each<[query: string, variables: Record<string, unknown>, expected: number]>([
  ["{ viewer { roles } }", {}, 2],
  ["{ __schema { types { name } } __typename }", {}, 0],
  ['{ image(key: "a") { key url } }', {}, 1 + 1 + 5],
  ["{ images(first: 3) { nodes { key } pageInfo { endCursor } } }", {}, 20 + 1 + 3 + 2],
  ["{ images { nodes { key } } }", {}, 20 + 1 + 50],
  ["query ($n: Int!) { images(first: $n) { edges { node { key } } } }", { n: 4 }, 20 + 1 + 4 * 2],
  ["query ($n: Int! = 6) { images(first: $n) { nodes { key } } }", {}, 20 + 1 + 6],
  ["{ images(first: 1000000) { nodes { key } } }", {}, 20 + 1 + 100],
  ["query ($n: Int!) { images(first: $n) { nodes { key } } }", { n: -5 }, 20 + 1 + 1],
  [
    "{ images(first: 2) { nodes { ...a ... { etag } } } } fragment a on Image { key ... on Node { id } }",
    {},
    21 + 2 * 3,
  ],
  ["{ images(first: 2) { nodes { metadata { key value } } } }", {}, 21 + 2 * 3],
  ["{ images(first: 2) { nodes { info { exif { key } } } } }", {}, 21 + 2 * (1 + 1 + 20)],
  ['{ image(key: "a") { url(transform: { process: "image/resize,w_1" }) } }', {}, 1 + 5],
  [`{ image(key: "a") { url(transform: { process: "image${"/blur,r_1,s_1".repeat(60)}" }) } }`, {}, 1 + 5 * 4],
  [
    `{ image(key: "a") { rendition(transform: { steps: [${"{ bright: 1 }".repeat(41)}] }) { width } } }`,
    {},
    1 + 3 * (5 + 1),
  ],
  [
    'query ($t: TransformInput!) { image(key: "a") { url(transform: $t) } }',
    { t: { steps: Array(21).fill({}) } },
    1 + 5 * 2,
  ],
  [
    'query ($r: RenditionSpec!) { compare(key: "a", a: $r, b: { transform: { style: "s" } }) { ssim } }',
    { r: { transform: { process: "/".repeat(30) } } },
    2 * (100 + 1),
  ],
  [
    'query ($p: String = "a/b/c") { image(key: "a") { url(transform: { process: $p }) } }',
    { p: "/".repeat(100) },
    1 + 5 * 6,
  ],
  ["{ capabilities { formats { format } actions { name } } }", {}, 1 + 2 + 1 + Object.keys(actions).length],
  [
    '{ styleImpact(name: "s", transform: { style: "t" }) { renditions { image { key } } } }',
    {},
    20 + 100 + 24 * (1 + 1),
  ],
  ['{ styleImpact(name: "s", transform: { style: "t" }) { warnings { kind key } } }', {}, 20 + 100 + 24 * 2],
  ["{ urlRevocations { id reason } }", {}, 100 + 1000 * 2],
  [
    "{ urlRevocations { id kind bucket key caller reason revokedBy revokedAt endsAt } }",
    {},
    // All that there is to ask of them is within what an operation may cost.
    100 + 1000 * 9,
  ],
  ['{ upload(id: "u") { parts { number url } } }', {}, 1 + 20 + 100 * 2],
  ['{ inspectUrl(url: "u") { handedOut { caller } } }', {}, 20 + 1 + 20],
])("%s with %j costs %i", (query, variables, expected) => {
  expect(cost(query, variables)).toBe(expected);
});

test("fragments that spread each other many times are counted once", () => {
  const levels = Array.from({ length: 60 }, (_, i) => `fragment f${i} on Image { ...f${i + 1} ...f${i + 1} }`);
  expect(cost(`{ image(key: "a") { ...f0 } } ${levels.join(" ")} fragment f60 on Image { key }`)).toBe(1 + 2 ** 60);
});

test.each<[query: string, expected: number]>([
  ['{ image(key: "a") { url rendition(transform: { style: "s" }) { url width } } }', 0],
  ['{ image(key: "a") { averageHue placeholder { value } } }', 2],
  ["{ images(first: 30) { nodes { placeholder { value } responsive { base64 srcSet } } } }", 60],
  ['{ styleImpact(name: "s", transform: { style: "t" }) { renditions { image { averageHue } } } }', 24 + 24],
])("%s renders %i pictures at most", (query, expected) => {
  expect(cost(query, {}, renders)).toBe(expected);
});
