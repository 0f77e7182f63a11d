import { GraphQLError } from "graphql";

/**
 * Throws for text with half a surrogate pair anywhere in the variables: whatever is kept of it would be sent on as other text, or
 * stop who reads it. In the document itself GraphQL's own grammar refuses it, so that no resolver ever sees any. The variables are
 * neither deep nor many: `refuseLargeVariables` has looked.
 */
export function refuseBrokenText(variables: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(variables)) {
    const path = placeOfBrokenText(value, name);
    if (path === undefined) continue;
    const place = path === name ? "" : ` at "${path}"`;
    throw new GraphQLError(`Variable "$${name}" got invalid value${place}: it is not valid Unicode`, {
      extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
    });
  }
}

/** `input.tags[1]`, as graphql-js writes places; names of fields that the schema lacks are refused later. */
function placeOfBrokenText(value: unknown, path: string): string | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, entry] of Object.entries(value)) {
    const found = placeOfBrokenText(entry, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
