import {
  type ASTNode,
  BREAK,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { Failure } from "../../base/failure.js";
import { canonicalProcess } from "../../pipeline/index.js";
import { readTransform } from "../inputs/read-transform.js";
import type { TransformInput } from "../inputs/transform-input.js";
import { RefusedInput } from "../refused-input.js";

/** What documents have rendered. */
export interface ListedPipelines {
  /** Canonical process strings of the transforms that are written out in them, without a variable. */
  readonly written: ReadonlySet<string>;
  /** Names of the queries that leave a transform, or a part of one, to their variables. */
  readonly leftOpen: readonly string[];
}

/** Reads the transforms in documents, be they right or not: one that is wrong renders nothing. Pure. */
export function listedPipelines(schema: GraphQLSchema, documents: readonly DocumentNode[]): ListedPipelines {
  const written = new Set<string>();
  const leftOpen = new Set<string>();
  for (const document of documents) {
    let isOpen = false;
    const types = new TypeInfo(schema);
    const isTransform = () => getNamedType(types.getInputType())?.name === "TransformInput";
    visit(
      document,
      visitWithTypeInfo(types, {
        // What a variable is by default is written out too.
        Variable(_node, key) {
          if (key !== "variable" && holdsTransform(types.getInputType())) isOpen = true;
        },
        ObjectValue(node) {
          if (!isTransform()) return undefined;
          if (hasVariable(node)) isOpen = true;
          else {
            const process = processOf(valueFromAST(node, getNamedType(types.getInputType()) as never));
            if (process !== undefined) written.add(process);
          }
          return false;
        },
      }),
    );
    if (isOpen) for (const name of queriesOf(document)) leftOpen.add(name);
  }
  return { written, leftOpen: [...leftOpen] };
}

/** True for a transform, and for an input with one somewhere in it. Those of watermarks lie within a transform anyway. */
function holdsTransform(type: GraphQLInputType | null | undefined, passed = new Set<string>()): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || passed.has(named.name)) return false;
  passed.add(named.name);
  return (
    named.name === "TransformInput" ||
    Object.values(named.getFields()).some((field) => holdsTransform(field.type, passed))
  );
}

function hasVariable(value: ASTNode): boolean {
  let has = false;
  visit(value, {
    Variable() {
      has = true;
      return BREAK;
    },
  });
  return has;
}

function processOf(input: unknown): string | undefined {
  if (input === undefined || input === null) return undefined;
  try {
    return canonicalProcess(readTransform(input as TransformInput, []).pipeline);
  } catch (error) {
    if (error instanceof RefusedInput || error instanceof Failure) return undefined;
    throw error;
  }
}

function queriesOf({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION && each.operation !== OperationTypeNode.MUTATION
      ? [each.name?.value ?? "(without a name)"]
      : [],
  );
}
