import { type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";

/**
 * Whether the document wants that field of what a resolver answers, under whatever name, directly or by a fragment; also where a
 * directive leaves it out. Each fragment is looked into once. Pure.
 */
export function asksFor(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">,
  field: string,
): boolean {
  const passed = new Set<string>();
  const asks = (selection: SelectionNode): boolean => {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.name.value === field;
      case Kind.INLINE_FRAGMENT:
        return selection.selectionSet.selections.some(asks);
      case Kind.FRAGMENT_SPREAD: {
        const { value: name } = selection.name;
        if (passed.has(name)) return false;
        passed.add(name);
        return fragments[name]?.selectionSet.selections.some(asks) ?? false;
      }
    }
  };
  return fieldNodes.some(({ selectionSet }) => selectionSet?.selections.some(asks));
}
