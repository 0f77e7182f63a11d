import {
  type GraphQLArgument,
  type GraphQLInputField,
  GraphQLSchema,
  getDirectiveValues,
  isInputObjectType,
  isObjectType,
} from "graphql";
import { describeRange, type NumberRange } from "../../base/number-range.js";
import { rangeDirective } from "./in-range.js";

/** Says the range of each argument and input field in its description too, and declares the directive that shows it in the SDL. */
export function withInputRanges(schema: GraphQLSchema): GraphQLSchema {
  for (const value of inputValues(schema)) {
    const range = rangeOf(value);
    if (range) value.description = [value.description, `Range: ${describeRange(range)}.`].filter(Boolean).join(" ");
  }
  const { directives, ...config } = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...directives, rangeDirective] });
}

/** The range that an argument or an input field was declared with. */
export function rangeOf({ astNode }: GraphQLArgument | GraphQLInputField): NumberRange | undefined {
  return astNode ? (getDirectiveValues(rangeDirective, astNode) as NumberRange | undefined) : undefined;
}

function inputValues(schema: GraphQLSchema): readonly (GraphQLArgument | GraphQLInputField)[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) return Object.values(type.getFields());
    if (isObjectType(type)) return Object.values(type.getFields()).flatMap(({ args }) => args);
    return [];
  });
}
