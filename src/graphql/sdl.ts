import { lexicographicSortSchema, printSchema } from "graphql";
import { buildGraphqlSchema } from "./build-schema.js";

/** The schema as text with all descriptions, sorted: what `schema/schema.graphql` holds. */
export function sdl(): string {
  return `${printSchema(lexicographicSortSchema(buildGraphqlSchema()))}\n`;
}
