import {
  type ASTVisitor,
  GraphQLError,
  getNamedType,
  isInputObjectType,
  isNonNullType,
  isNullableType,
  typeFromAST,
  type ValidationContext,
} from "graphql";

/**
 * A variable that stands for the member of a @oneOf input must be of a non-null type. graphql 16 checks this only where the
 * input itself is nullable; elsewhere a null would get through to execution and fail there as an internal error.
 */
export function oneOfVariablesRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const definitions = new Map(
        operation.variableDefinitions?.map((definition) => [definition.variable.name.value, definition]),
      );
      for (const { node, parentType } of context.getRecursiveVariableUsages(operation)) {
        const definition = definitions.get(node.name.value);
        const type = definition && typeFromAST(context.getSchema(), definition.type);
        const parent = parentType && getNamedType(parentType);
        if (
          !type ||
          !isNullableType(type) ||
          !isNonNullType(parentType) ||
          !isInputObjectType(parent) ||
          !parent.isOneOf
        )
          continue;
        context.reportError(
          new GraphQLError(
            `Variable "$${node.name.value}" is of type "${type}" but must be non-nullable to be used for OneOf Input Object "${parent.name}".`,
            { nodes: [definition, node] },
          ),
        );
      }
    },
  };
}
