import { type DocumentNode, GraphQLError, getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import type { ContextOf, StreamFacts } from "./in-one-request.js";
import { withCode } from "./stream-errors.js";

/** An operation as a stream's client sends it. */
export interface LiveOperation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What of its document is asked for. */
export interface ReadOperation {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
}

export interface ReaderUse {
  readonly contextOf: ContextOf;
  /** Lexical tokens of one document. */
  readonly maxTokens: number;
}

/**
 * Reads what a stream's client asks for; throws a GraphQLError for what is no operation, which counts as a request here. What is one is
 * counted where it runs.
 */
export const operationReader =
  ({ contextOf, maxTokens }: ReaderUse) =>
  async ({ query, operationName }: LiveOperation, facts: StreamFacts): Promise<ReadOperation> => {
    try {
      const document = parseDocument(query, maxTokens);
      const node = getOperationAST(document, operationName);
      if (node) return { document, node };
      throw new GraphQLError("operation: expected one, or the name of one of several", {
        extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
      });
    } catch (error) {
      (await contextOf(facts)).account?.request();
      throw error;
    }
  };

function parseDocument(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, "GRAPHQL_PARSE_FAILED") : error;
  }
}
