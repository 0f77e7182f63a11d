import { DirectiveLocation, GraphQLDirective, GraphQLFloat, GraphQLNonNull, GraphQLString } from "graphql";
import { Directive } from "type-graphql";
import type { NumberRange } from "../../base/number-range.js";

/** Shows in the SDL which numbers an argument or an input field takes. */
export const rangeDirective = new GraphQLDirective({
  name: "range",
  description: "Only numbers from `min` to `max` are taken, both included; of a list, as its entries.",
  locations: [DirectiveLocation.ARGUMENT_DEFINITION, DirectiveLocation.INPUT_FIELD_DEFINITION],
  args: {
    min: { type: new GraphQLNonNull(GraphQLFloat), description: "The least number." },
    max: { type: GraphQLFloat, description: "The greatest number. Default: no bound but that of the type." },
    unit: { type: GraphQLString, description: "What the number counts." },
  },
});

/**
 * The range of a number that is an argument, an input field or an entry of a list in one of those. It stands in the SDL and in
 * the description (`input-ranges.ts`) and is checked by whoever reads the value, by the same `range`. Arguments of a
 * `FieldResolver` belong into an `ArgsType`: type-graphql loses directives of single ones.
 */
export function InRange({ min, max, unit }: NumberRange) {
  const bounds = [`min: ${min}`, ...(max === undefined ? [] : [`max: ${max}`])];
  const args = [...bounds, ...(unit === undefined ? [] : [`unit: ${JSON.stringify(unit)}`])];
  return Directive(`@${rangeDirective.name}(${args.join(", ")})`);
}
