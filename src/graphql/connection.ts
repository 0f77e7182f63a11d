import { type ClassType, Field, Int, ObjectType } from "type-graphql";
import { Failure } from "../base/failure.js";

@ObjectType({ description: "Where a page lies in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "There is, or may be, more behind `endCursor`." })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: "The page does not start at the beginning." })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first edge." })
  readonly startCursor!: string | undefined;

  @Field(() => String, {
    nullable: true,
    description: "Give it as `after` to go on. It may lie behind the last edge, where entries were passed over.",
  })
  readonly endCursor!: string | undefined;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page of a list, in Relay's form. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount?: number;
}

/** The types `NAMEConnection` and `NAMEEdge`. `counted` adds `totalCount`, for lists that are read whole anyway. */
export function connectionOf(name: string, node: () => ClassType, options: { counted?: boolean } = {}): ClassType {
  class EdgeType {}
  Field(() => String, { description: "Opaque; give it as `after` to go on behind this entry." })(
    EdgeType.prototype,
    "cursor",
  );
  Field(node, { description: "The entry." })(EdgeType.prototype, "node");
  ObjectType(`${name}Edge`, { description: `An entry of a list of type ${name}.` })(EdgeType);

  class ConnectionType {}
  Field(() => [EdgeType], { description: "The entries with their cursors." })(ConnectionType.prototype, "edges");
  Field(() => [node()], { description: "The entries." })(ConnectionType.prototype, "nodes");
  Field(() => PageInfo, { description: "Where the page lies." })(ConnectionType.prototype, "pageInfo");
  if (options.counted)
    Field(() => Int, { description: "Entries in the whole list." })(ConnectionType.prototype, "totalCount");
  ObjectType(`${name}Connection`, { description: `A page of a list of type ${name}.` })(ConnectionType);
  return ConnectionType;
}

/** Hides the name behind which a page goes on; cursors are opaque to callers. */
function writeCursor(name: string): string {
  return Buffer.from(name).toString("base64url");
}

/** The inverse. Throws InvalidArgument. */
export function readCursor(cursor: string): string {
  const name = Buffer.from(cursor, "base64url").toString("utf8");
  if (cursor !== "" && writeCursor(name) === cursor) return name;
  throw refusedCursor(cursor);
}

/** Begins the place in a list that is not in the order of its names. No name begins like it: keys and folders have no leading slash. */
export const placeMark = "/";

/** The name in a cursor of a list in the order of its names. Throws InvalidArgument for one of a list in another order too. */
export function readNameCursor(cursor: string): string {
  const name = readCursor(cursor);
  if (!name.startsWith(placeMark)) return name;
  throw refusedCursor(cursor);
}

/** What is answered to a cursor that belongs to another list, or to none. */
export function refusedCursor(cursor: string): Failure {
  return new Failure("InvalidArgument", { name: "after", got: cursor, expected: "a cursor that this list gave" });
}

/** Lays out a page. `next` is the name behind which the list goes on, absent at its end. */
export function connection<T>(
  nodes: readonly T[],
  options: { nameOf: (node: T) => string; after: string | undefined; next: string | undefined; totalCount?: number },
): Connection<T> {
  const { nameOf, after, next, totalCount } = options;
  const edges = nodes.map((node) => ({ cursor: writeCursor(nameOf(node)), node }));
  const endCursor = next === undefined ? edges.at(-1)?.cursor : writeCursor(next);
  const pageInfo = {
    hasNextPage: next !== undefined,
    hasPreviousPage: after !== undefined,
    startCursor: edges[0]?.cursor,
    endCursor,
  };
  return { edges, nodes, pageInfo, ...(totalCount !== undefined && { totalCount }) };
}
