import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import { operationCost } from "./operation-cost.js";

/** A page of 100 rich images with five renditions each costs half of it. */
const maxCost = 10_000;

/** Throws for an operation that asks for more than one answer should hold, before anything is done for it. */
export function refuseCostly(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const cost = operationCost({ schema, operation, fragments, variables });
  if (cost <= maxCost) return;
  throw new GraphQLError(`operation: expected a cost of at most ${maxCost}, got ${cost}; ask for smaller pages`, {
    extensions: { code: "OPERATION_TOO_COSTLY", http: { status: 400 } },
  });
}
