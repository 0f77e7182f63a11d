import { GraphQLError } from "graphql";

/** No input of the schema needs half of it; the coercion of variables is recursive and would end in a stack overflow. */
const maxDepth = 64;
/** The longest inputs are 1000 names, and 1024 steps of up to ten arguments. */
const maxValues = 20_000;

/** Throws for variables that are nested too deep, or too many. Literals in the document are bounded by its tokens. */
export function refuseLargeVariables(variables: unknown): void {
  let level: object[] = isNested(variables) ? [variables] : [];
  let count = 0;
  // Level by level, so that the check itself needs no deep stack.
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) throw refuse(`at most ${maxDepth} levels`);
    const next: object[] = [];
    for (const entry of level) {
      const values: readonly unknown[] = Array.isArray(entry) ? entry : Object.values(entry);
      count += values.length;
      // Before they are looked at: a list of a million is known to be too long by its length.
      if (count > maxValues) throw refuse(`at most ${maxValues} values in all`);
      for (const value of values) if (isNested(value)) next.push(value);
    }
    level = next;
  }
}

const isNested = (value: unknown): value is object => typeof value === "object" && value !== null;

function refuse(expected: string): GraphQLError {
  return new GraphQLError(`variables: expected ${expected}`, {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}
