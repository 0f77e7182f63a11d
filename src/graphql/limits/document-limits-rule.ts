import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  visit,
} from "graphql";

/** What a document may have. Its lexical tokens are counted before, when it is parsed. */
const documentLimits = {
  /** Fields within fields; the usual introspection has 14. */
  depth: 20,
  aliases: 200,
  directives: 50,
};

/** Refuses documents that are deeper than any use of the schema, or repeat themselves more than any page needs. */
export function documentLimitsRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const found = { depth: depthOf(document), ...countsOf(document) };
      for (const [what, limit] of Object.entries(documentLimits) as [keyof typeof found, number][])
        if (found[what] > limit)
          context.reportError(new GraphQLError(`document: expected ${what} of at most ${limit}, got ${found[what]}`));
    },
  };
}

function countsOf(document: DocumentNode): { aliases: number; directives: number } {
  const counts = { aliases: 0, directives: 0 };
  visit(document, {
    Field: ({ alias }) => {
      if (alias) counts.aliases += 1;
    },
    Directive: () => {
      counts.directives += 1;
    },
  });
  return counts;
}

/** The deepest operation or fragment. Each fragment is measured once; one that spreads itself is refused by another rule. */
function depthOf({ definitions }: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const measured = new Map<string, number>();

  function ofSelections({ selections }: SelectionSetNode): number {
    let deepest = 0;
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          deepest = Math.max(deepest, 1 + (selection.selectionSet ? ofSelections(selection.selectionSet) : 0));
          break;
        case Kind.INLINE_FRAGMENT:
          deepest = Math.max(deepest, ofSelections(selection.selectionSet));
          break;
        case Kind.FRAGMENT_SPREAD:
          deepest = Math.max(deepest, ofFragment(selection.name.value));
      }
    }
    return deepest;
  }

  function ofFragment(name: string): number {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    // Where a fragment meets itself it counts as nothing.
    measured.set(name, 0);
    const depth = fragment ? ofSelections(fragment.selectionSet) : 0;
    measured.set(name, depth);
    return depth;
  }

  const depths = definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? ofSelections(each.selectionSet) : 0,
  );
  return Math.max(0, ...depths);
}
