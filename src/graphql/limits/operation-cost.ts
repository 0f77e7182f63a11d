import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from "graphql";
import { pageSizes } from "../page-arguments.js";
import { timesForTransform } from "./transform-length.js";

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
}

type Field = GraphQLField<unknown, unknown>;

/** What is added up. */
export interface Measure {
  /** What a field counts by itself. */
  weigh(field: Field): number;
  /** How many times it counts with all that is below it, because of its arguments. */
  times(field: Field, node: FieldNode, valueOfVariable: (variable: string) => unknown): number;
}

/** What a field declares as its `complexity`, 1 where it declares nothing; more where it is given a long transform. */
export const complexity: Measure = {
  weigh: ({ extensions }) => (extensions as { complexity?: number }).complexity ?? 1,
  times: timesForTransform,
};

/** How many entries a list without pages counts as: what it declares as its `entries`, where it is not always short. */
const entriesOf = ({ extensions }: Field): number | undefined => (extensions as { entries?: number }).entries;

/** How many pictures a field has decoded or made, at most: what it declares as `renders`. */
export const renders: Measure = {
  weigh: ({ extensions }) => (extensions as { renders?: number }).renders ?? 0,
  times: () => 1,
};

/**
 * How much a valid operation may ask for: what each field weighs, and what stands below a list as often as its page may have
 * entries. An upper bound; introspection is free. Pure, and linear in the length of the document, since a fragment is counted
 * once for each size of page.
 */
export function operationCost(
  { schema, operation, fragments, variables }: Operation,
  measure: Measure = complexity,
): number {
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
    const weight = measure.weigh(field);
    const type = getNamedType(field.type);
    const times = measure.times(field, node, valueOfVariable);
    if (!node.selectionSet || !isCompositeType(type)) return times * weight;
    const listed = isListType(getNullableType(field.type)) ? (entriesOf(field) ?? pageSize) : 1;
    return times * (weight + listed * ofSelections(node.selectionSet, type, entries(field, node)));
  }

  /** Entries of the page that a field asks for; lists that have no pages count as one, or as what they declare. */
  function entries(field: Field, node: FieldNode): number {
    const declared = field.args.find(({ name }) => name === "first");
    if (!declared) return 1;
    const given = node.arguments?.find(({ name }) => name.value === "first")?.value;
    const first = (given && numberOf(given)) ?? declared.defaultValue;
    // Anything but a number in the range is refused when the operation runs.
    return typeof first === "number" ? Math.min(Math.max(first, pageSizes.min), pageSizes.max) : 1;
  }

  /** What a literal number, or a variable, stands for. Coercing all variables would take far longer than the counting. */
  function numberOf(node: ValueNode): unknown {
    if (node.kind === Kind.INT) return Number(node.value);
    return node.kind === Kind.VARIABLE ? valueOfVariable(node.name.value) : undefined;
  }

  function valueOfVariable(name: string): unknown {
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return variables[name] ?? (definition?.defaultValue && valueFromASTUntyped(definition.defaultValue));
  }

  function composite(name: string): GraphQLCompositeType {
    const type = schema.getType(name);
    if (!isCompositeType(type)) throw new TypeError(`a fragment on ${name} in a valid document`);
    return type;
  }

  const root = schema.getRootType(operation.operation);
  return root ? ofSelections(operation.selectionSet, root, 1) : 0;
}
