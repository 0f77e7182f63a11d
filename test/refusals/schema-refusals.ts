import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";
import { describeRange } from "../../src/base/number-range.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { rangeOf } from "../../src/graphql/schema/input-ranges.js";
import { type InputPlace, inputPlaces } from "../support/input-places.js";
import { samples } from "../support/input-samples.js";

/** A value that the schema promises to refuse: made from the schema, so that what is new in it is tried too. */
export interface SchemaRefusal {
  readonly place: InputPlace;
  /** Shown in the row's name. */
  readonly why: string;
  readonly value: unknown;
  /** By a resolver, with its place and the range; or by GraphQL itself, before anything runs. */
  readonly by: { readonly range: string } | "graphql";
}

export const places: readonly InputPlace[] = inputPlaces(buildGraphqlSchema(), samples);

/** Every number below and above its range. */
export const rangeRefusals: readonly SchemaRefusal[] = places.flatMap((place) => {
  const range = rangeOf(place.value);
  if (!range) return [];
  const { name } = getNamedType(place.value.type);
  const step = name === "Float" ? 0.01 : 1;
  const refused = (why: string, value: number): SchemaRefusal => {
    // The scalar knows no negative numbers.
    const by = name === "ByteSize" && value < 0 ? "graphql" : { range: describeRange(range) };
    return { place, why, value: inList(place, value), by };
  };
  const below = refused("below its range", range.min - step);
  return range.max === undefined ? [below] : [below, refused("above its range", range.max + step)];
});

/** Every range with both its ends, which are taken. */
export const rangeEnds: readonly (readonly [name: string, place: InputPlace, value: unknown])[] = places.flatMap(
  (place) => {
    const range = rangeOf(place.value);
    const ends = range ? [range.min, ...(range.max === undefined ? [] : [range.max])] : [];
    return ends.map((end) => [`${place.name}: ${end}`, place, inList(place, end)] as const);
  },
);

/** Every enum with a word that it does not know. */
export const enumRefusals: readonly SchemaRefusal[] = places
  .filter(({ value }) => isEnumType(getNamedType(value.type)))
  .map((place) => ({ place, why: "no value of its enum", value: inList(place, "NO_SUCH_VALUE"), by: "graphql" }));

/** Every place of a @oneOf input, with none of its members and with two. */
export const oneOfRefusals: readonly SchemaRefusal[] = places.flatMap((place) => {
  const type = getNamedType(place.value.type);
  if (!isInputObjectType(type) || !type.isOneOf) return [];
  const members = places.filter(({ name }) => name.startsWith(`${type.name}.`));
  const two = Object.fromEntries(
    members.slice(0, 2).map(({ name, sample }) => [name.slice(type.name.length + 1), sample()]),
  );
  return [
    { place, why: "with none of its members", value: inList(place, {}), by: "graphql" },
    { place, why: "with two of its members", value: inList(place, two), by: "graphql" },
  ] as const;
});

/** Every value that must be given, as null. */
export const missingRefusals: readonly SchemaRefusal[] = places
  .filter(({ value }) => isNonNullType(value.type))
  .map((place) => ({ place, why: "null", value: null, by: "graphql" }));

function inList({ value: { type } }: InputPlace, value: unknown): unknown {
  return isListType(isNonNullType(type) ? type.ofType : type) ? [value] : value;
}
