import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { maxFirst } from "./connection.js";

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced, defaults filled in. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * How much a valid operation may ask for: 1 for each field, or what the field declares as its `complexity`, and what stands
 * below a list as often as its page may have entries. An upper bound; introspection is free. Pure, and linear in the
 * length of the document, since a fragment is counted once for each size of page.
 */
export function operationCost({ schema, operation, fragments, variables }: Operation): number {
  const counted = new Map<string, number>();

  function ofSelections({ selections }: SelectionSetNode, type: GraphQLCompositeType, pageSize: number): number {
    return selections.reduce((sum, selection) => sum + ofSelection(selection, type, pageSize), 0);
  }

  function ofSelection(selection: SelectionNode, type: GraphQLCompositeType, pageSize: number): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return ofField(selection, type, pageSize);
      case Kind.FRAGMENT_SPREAD:
        return ofFragment(selection.name.value, pageSize);
      case Kind.INLINE_FRAGMENT: {
        const on = selection.typeCondition?.name.value;
        return ofSelections(selection.selectionSet, on === undefined ? type : composite(on), pageSize);
      }
    }
  }

  function ofFragment(name: string, pageSize: number): number {
    const key = `${name} ${pageSize}`;
    const fragment = fragments.get(name);
    if (fragment && !counted.has(key))
      counted.set(key, ofSelections(fragment.selectionSet, composite(fragment.typeCondition.name.value), pageSize));
    return counted.get(key) ?? 0;
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType, pageSize: number): number {
    // `__typename`, `__schema` and `__type` are fields of no type.
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
    if (!field) return 0;
    const { complexity = 1 } = field.extensions as { complexity?: number };
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return complexity;
    const times = isListType(getNullableType(field.type)) ? pageSize : 1;
    return complexity + times * ofSelections(node.selectionSet, type, entries(field, node));
  }

  /** Entries of the page that a field asks for; lists that have no pages are short and count as one. */
  function entries(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    if (!field.args.some(({ name }) => name === "first")) return 1;
    const { first } = getArgumentValues(field, node, variables);
    return typeof first === "number" ? Math.min(Math.max(first, 1), maxFirst) : 1;
  }

  function composite(name: string): GraphQLCompositeType {
    const type = schema.getType(name);
    if (!isCompositeType(type)) throw new TypeError(`a fragment on ${name} in a valid document`);
    return type;
  }

  const root = schema.getRootType(operation.operation);
  return root ? ofSelections(operation.selectionSet, root, 1) : 0;
}
