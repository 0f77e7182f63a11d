import { describe, expect, test } from "vitest";
import { house } from "../service/house.js";
import { openDoor } from "./door.js";

/** Where one argument of each scalar is, and what it expects. */
const places = {
  HexColor: [
    "pipeline(transform: { steps: [{ rotate: { degrees: 9 } }, { resize: { width: 9, color: VALUE } }] })",
    "six hex digits, #RRGGBB",
  ],
  DateTime: ["images(query: { modifiedAfter: VALUE })", "a moment as in RFC 3339, 2026-01-31T12:00:00Z"],
  ByteSize: ["images(query: { minBytes: VALUE })", "an integer 0..9007199254740991"],
  URL: ["inspectUrl(url: VALUE)", "text"],
} as const;

describe("a scalar of the schema", () => {
  test.each<[keyof typeof places, string, found?: string]>([
    ["HexColor", '"red"'],
    ["HexColor", "RED"],
    ["HexColor", "{ red: 1 }", "a list or an object"],
    ["DateTime", '"yesterday"'],
    ["DateTime", "5"],
    ["ByteSize", "-1"],
    ["ByteSize", '"9"'],
    ["ByteSize", "1.5"],
    ["URL", "5"],
    ["URL", "true"],
  ])("%s that is written as %s is refused with its place", async (name, written, found = written) => {
    const { run } = await openDoor(house().service, { defaultBucket: "photos" });
    const [field, expected] = places[name];
    const query = `{ ${field.replace("VALUE", written)} { __typename } }`;
    const answer = await run(query);
    expect(answer).toMatchObject({
      errors: [
        {
          message: `${name}: expected ${expected}, found ${found}`,
          locations: [{ line: 1, column: query.indexOf(written) + 1 }],
          extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
        },
      ],
    });
    expect(answer.errors).toHaveLength(1);
  });

  test("shows no more than the beginning of a long value", async () => {
    const { run } = await openDoor(house().service, { defaultBucket: "photos" });
    const { errors } = await run(`{ images(query: { modifiedAfter: "${"x".repeat(10_000)}" }) { __typename } }`);
    expect(errors?.[0]?.message.length).toBeLessThan(300);
  });

  test("in a variable is refused with its place", async () => {
    const { run } = await openDoor(house().service, { defaultBucket: "photos" });
    const query = "query ($query: ImageFilter) { images(query: $query) { __typename } }";
    const { errors } = await run(query, { query: { minBytes: -1 } });
    expect(errors).toMatchObject([
      {
        message: `Variable "$query" got invalid value -1 at "query.minBytes"; ByteSize: expected ${places.ByteSize[1]}`,
        locations: [{ line: 1, column: 8 }],
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });
});
