import { getNamedType, isEnumType, isInputObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { rangeOf } from "../../src/graphql/schema/input-ranges.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import type { InputPlace } from "../support/input-places.js";
import { ossRequest } from "../support/oss-request.js";
import { makePicture } from "../support/picture.js";
import {
  enumRefusals,
  missingRefusals,
  oneOfRefusals,
  places,
  rangeEnds,
  rangeRefusals,
  type SchemaRefusal,
} from "./schema-refusals.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ env: { IMGRAPH_DEFAULT_BUCKET: "photos" } });
  await ossRequest(gateway, { method: "PUT", bucket: "photos" });
  const body = await makePicture({ w: 400, h: 267, format: "jpg" });
  await ossRequest(gateway, { method: "PUT", bucket: "photos", key: "a.jpg", body });
  const input = '{ name: "small", transform: { simple: { width: 9 } } }';
  await graphqlRequest(gateway, `mutation { createStyle(input: ${input}) { style { id } } }`, {});
});
afterAll(() => gateway.stop());

/** What was said of the input: by an error, or by the user errors of a mutation. */
interface Said {
  readonly code: string;
  /** From the arguments of the field. */
  readonly path: readonly string[];
  readonly params: Readonly<Record<string, string>>;
  readonly message: string;
}

async function ask(place: InputPlace, value: unknown): Promise<readonly Said[]> {
  const { query, variables } = place.operation(value);
  const { data, errors = [] } = await graphqlRequest<Record<string, Answer | null>>(gateway, query, variables);
  const said = errors.map(({ message, extensions: { code, inputPath = [], params = {} } }) => ({
    ...{ code, path: inputPath.map(String), params, message },
  }));
  const userErrors = Object.values(data ?? {}).flatMap((answer): Said[] =>
    (answer?.userErrors ?? []).map(({ code, path, params }) => ({
      ...{ code, path: ["input", ...path], message: "" },
      params: Object.fromEntries(params.map(({ key, value: text }) => [key, text])),
    })),
  );
  return [...said, ...userErrors];
}

interface Answer {
  readonly userErrors?: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly params: readonly { readonly key: string; readonly value: string }[];
  }[];
}

const all = { rangeRefusals, enumRefusals, oneOfRefusals, missingRefusals };

describe.each(Object.entries(all))("%s", (_, rows) => {
  test.each(rows.map((row) => [`${row.place.name} ${row.why}`, row] as const))("%s", async (_name, row) => {
    const [said, ...more] = await ask(row.place, row.value);
    expect(more).toEqual([]);
    if (row.by === "graphql") return expectOfGraphql(said, row);
    expect(said).toMatchObject({ code: "INVALID_ARGUMENT", path: pathOf(row.place, row.value) });
    expect(said?.params.expected).toContain(row.by.range);
    expect(said?.params.got).toContain(String([row.value].flat()[0]));
  });
});

/** GraphQL says the place in the words of its message alone. */
function expectOfGraphql(said: Said | undefined, { place, value }: SchemaRefusal): void {
  expect(said?.code).toBe("BAD_USER_INPUT");
  const [, ...within] = pathOf(place, value);
  for (const part of within) expect(said?.message).toContain(part);
}

function pathOf({ path }: InputPlace, value: unknown): string[] {
  return [...path, ...(Array.isArray(value) ? [0] : [])].map(String);
}

describe("the ends of ranges are taken", () => {
  test.each(rangeEnds)("%s", async (_name, place, value) => {
    const path = pathOf(place, value);
    const said = await ask(place, value);
    expect(said.filter(({ code }) => code === "BAD_USER_INPUT" || code === "INTERNAL_ERROR")).toEqual([]);
    expect(said.filter((each) => String(each.path) === String(path))).toEqual([]);
  });
});

describe("the table is whole", () => {
  test("every field of every input has its place", () => {
    const declared = Object.values(buildGraphqlSchema().getTypeMap())
      .filter(isInputObjectType)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    const placed = new Set(places.map(({ name }) => name));
    expect(declared.filter((name) => !placed.has(name))).toEqual([]);
  });

  const types = (rows: readonly SchemaRefusal[]) =>
    new Set(rows.map(({ place }) => getNamedType(place.value.type).name));

  test("every range, every enum and every @oneOf input has its rows", () => {
    const ranged = places.filter(({ value }) => rangeOf(value));
    expect(new Set(rangeRefusals.map(({ place }) => place.name))).toEqual(new Set(ranged.map(({ name }) => name)));
    const given = new Set(places.map(({ value }) => getNamedType(value.type)));
    expect(types(enumRefusals)).toEqual(new Set([...given].filter(isEnumType).map(({ name }) => name)));
    const oneOfs = [...given].filter((type) => isInputObjectType(type) && type.isOneOf);
    expect(types(oneOfRefusals)).toEqual(new Set(oneOfs.map(({ name }) => name)));
  });

  test("there are at least 150 rows", () => {
    expect(Object.values(all).flat().length).toBeGreaterThanOrEqual(150);
  });
});
