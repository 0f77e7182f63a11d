import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const schema = buildSchema(read("schema/schema.graphql"));
const blocksOf = (language: string) =>
  [...read("README.md").matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(([, code = ""]) => code);

const bodies = blocksOf("sh").flatMap((code) => [...code.matchAll(/-d '([^']*)'/g)].map(([, body = ""]) => body));
const documents = blocksOf("graphql");

test("the README has requests to paste into a shell, and operations", () => {
  expect(bodies.length).toBeGreaterThan(0);
  expect(documents.length).toBeGreaterThan(1);
});

test.each(bodies)("what a shell sends, %s, is JSON with an operation of the schema", (body) => {
  const { query } = JSON.parse(body) as { query: string };
  expect(validate(schema, parse(query))).toEqual([]);
});

test.each(documents)("the operation %s is one of the schema", (document) => {
  expect(validate(schema, parse(document))).toEqual([]);
});
