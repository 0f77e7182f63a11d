import { createHash } from "node:crypto";
import { type DocumentNode, GraphQLError, parse, print } from "graphql";
import { Failure } from "../../base/failure.js";

/** The only documents that are run. */
export interface AllowList {
  readonly documents: readonly DocumentNode[];
  /** The document that is registered under a hash, as clients of persisted operations send one instead of a text. */
  textOf(hash: string): string | undefined;
  /** Throws OPERATION_NOT_LISTED for a document that is not on the list; order and white space do not count. */
  refuseUnlisted(document: DocumentNode): void;
}

/**
 * Reads a list: JSON, each document under a hash, as code generators write it (`persisted-documents.json`). The SHA-256 of the
 * text counts as well. Throws InvalidArgument naming the setting `IMGRAPH_OPERATIONS_FILE`.
 */
export function parseAllowList(json: string): AllowList {
  const texts = new Map<string, string>();
  const listed = new Set<string>();
  const documents: DocumentNode[] = [];
  for (const [hash, text] of Object.entries(readObject(json))) {
    if (typeof text !== "string") throw refuse(`text under ${JSON.stringify(hash)}`, typeof text);
    texts.set(hash, text);
    texts.set(createHash("sha256").update(text).digest("hex"), text);
    const document = readDocument(text, hash);
    documents.push(document);
    listed.add(canonicalText(document));
  }
  return {
    documents,
    textOf: (hash) => texts.get(hash),
    refuseUnlisted(document) {
      if (listed.has(canonicalText(document))) return;
      throw new GraphQLError("document: expected one of those that this gateway lists", {
        extensions: { code: "OPERATION_NOT_LISTED", http: { status: 403 } },
      });
    },
  };
}

function readObject(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw refuse("JSON", "something else", error);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw refuse("an object of documents by hash", Array.isArray(value) ? "a list" : String(value));
}

function readDocument(text: string, hash: string): DocumentNode {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    throw refuse(`a GraphQL document under ${JSON.stringify(hash)}`, text, error);
  }
}

/** Generators put operation and fragments in orders of their own. */
function canonicalText({ definitions }: DocumentNode): string {
  return definitions.map(print).sort().join("\n");
}

function refuse(expected: string, got: string, cause?: unknown): Failure {
  return new Failure("InvalidArgument", { name: "IMGRAPH_OPERATIONS_FILE", expected, got }, { cause });
}
