import { getNamedType, parse, visit } from "graphql";
import { expect, test } from "vitest";
import { sdl } from "../../src/graphql/index.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { rangeOf } from "../../src/graphql/schema/input-ranges.js";
import { inputPlaces } from "../support/input-places.js";
import { samples } from "../support/input-samples.js";

const places = inputPlaces(buildGraphqlSchema(), samples);
/** Their range is that of the arguments for which a style's parameter stands. */
const dependent: readonly string[] = ["StyleParameterInput.min", "StyleParameterInput.max", "StyleValueInput.int"];
const numbers = places.filter(
  ({ name, value }) =>
    ["Int", "Float", "ByteSize"].includes(getNamedType(value.type).name) && !dependent.includes(name),
);

test("every number has a range", () => {
  expect(numbers.filter(({ value }) => !rangeOf(value)).map(({ name }) => name)).toEqual([]);
});

test("nothing else has one", () => {
  const ranged = places.filter(({ value }) => rangeOf(value));
  expect(ranged.map(({ name }) => name)).toEqual(numbers.map(({ name }) => name));
});

test("every range stands in the SDL", () => {
  let shown = 0;
  visit(parse(sdl()), {
    InputValueDefinition: ({ directives = [] }) => {
      shown += directives.filter(({ name }) => name.value === "range").length;
    },
  });
  expect(shown).toBe(numbers.length);
});
