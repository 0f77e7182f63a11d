import type { GraphQLFormattedError } from "graphql";

/** The error without the names that GraphQL suggests for a wrong one: they tell the schema to whoever may not ask for it. */
export function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  return { ...error, message: error.message.replace(/ ?Did you mean .+\?$/s, "") };
}
