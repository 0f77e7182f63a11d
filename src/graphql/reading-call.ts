import type { GraphQLResolveInfo } from "graphql";
import type { Call } from "../service/service.js";
import type { Context } from "./context.js";

/** The call as which a field reads: a query looks each thing up once, a mutation or subscription sees what changes meanwhile. */
export function readingCall({ call, reading }: Context, { operation }: Pick<GraphQLResolveInfo, "operation">): Call {
  return operation.operation === "query" ? reading : call;
}
