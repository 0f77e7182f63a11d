import { GraphQLError } from "graphql";

/** No input of the schema needs half of it; the coercion of variables is recursive and would end in a stack overflow. */
const maxDepth = 64;

/** Throws for variables that are nested too deep. Literals in the document are bounded by its tokens. */
export function refuseDeepVariables(variables: unknown): void {
  if (!isDeeper(variables, maxDepth)) return;
  throw new GraphQLError(`variables: expected at most ${maxDepth} levels`, {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}

/** Level by level, so that the check itself needs no deep stack. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level.flatMap((entry) => (typeof entry === "object" && entry !== null ? Object.values(entry) : []));
    if (level.length === 0) return false;
  }
  return true;
}
