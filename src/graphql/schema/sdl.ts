import { lexicographicSortSchema } from "graphql";
import { buildGraphqlSchema } from "./build-schema.js";
import { printWithDirectives } from "./print-schema.js";

/** The schema as text with all descriptions and the directives of fields and arguments, sorted: what `schema/schema.graphql` holds. */
export function sdl(): string {
  return `${printWithDirectives(lexicographicSortSchema(buildGraphqlSchema()))}\n`;
}
