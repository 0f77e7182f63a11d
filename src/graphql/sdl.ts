import { lexicographicSortSchema } from "graphql";
import { buildGraphqlSchema } from "./build-schema.js";
import { printWithFieldRules } from "./field-rules.js";

/** The schema as text with all descriptions and the rules of fields, sorted: what `schema/schema.graphql` holds. */
export function sdl(): string {
  return `${printWithFieldRules(lexicographicSortSchema(buildGraphqlSchema()))}\n`;
}
