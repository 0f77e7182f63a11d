import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import { complexity, operationCost, renders } from "./operation-cost.js";

/** What an operation may ask for, and how much may be asked for: `extensions.cost` of its answer. */
export interface Cost {
  /** About one for each field of the answer. */
  readonly operation: number;
  readonly maxOperation: number;
  /** Pictures that are decoded or made while it runs, unless they are kept from before; a `url` or `rendition` is none. */
  readonly renders: number;
  readonly maxRenders: number;
}

/** A page of 100 rich images with five renditions each costs half of it. */
const maxOperation = 10_000;
/** Ten fields that look at the pixels of each image of the largest page. */
const maxRenders = 1000;

/**
 * What an operation costs. Throws OPERATION_TOO_COSTLY for one that asks for more than one answer should hold, or for more
 * pixel work, before anything is done for it.
 */
export function refuseCostly(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const whole = { schema, operation, fragments, variables };
  const cost: Cost = {
    operation: operationCost(whole, complexity),
    maxOperation,
    renders: operationCost(whole, renders),
    maxRenders,
  };
  const what =
    cost.operation > maxOperation
      ? `a cost of at most ${maxOperation}, got ${cost.operation}`
      : cost.renders > maxRenders
        ? `at most ${maxRenders} pictures that are decoded or made, got ${cost.renders}`
        : undefined;
  if (what === undefined) return cost;
  throw new GraphQLError(`operation: expected ${what}; ask for smaller pages`, {
    extensions: { code: "OPERATION_TOO_COSTLY", cost, http: { status: 400 } },
  });
}
