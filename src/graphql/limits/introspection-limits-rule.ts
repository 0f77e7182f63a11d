import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

/** Questions about the schema that a document may ask: no tool asks for all of it twice. */
const maxQuestions: Readonly<Record<string, number>> = { __schema: 1, __type: 20 };

/**
 * Bounds introspection, which the cost of an operation leaves out: once, the schema is a megabyte at most. It is asked for as often
 * as it has names in the answer, so these are bounded as well; fields without fields of their own may be called what one likes.
 */
export function introspectionLimitsRule(context: ValidationContext): ASTVisitor {
  const asked = new Map<string, number>();
  const refuse = (text: string) => context.reportError(new GraphQLError(`introspection: expected ${text}`));
  return {
    Field({ name: { value: name }, alias, selectionSet }) {
      const most = maxQuestions[name];
      if (most !== undefined) {
        const count = (asked.get(name) ?? 0) + 1;
        asked.set(name, count);
        if (count === most + 1) refuse(`${name} at most ${most} times in a document`);
      } else if (alias && selectionSet && context.getParentType()?.name.startsWith("__"))
        refuse(`no other name for ${name}, got ${alias.value}`);
    },
  };
}
