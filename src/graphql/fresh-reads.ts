import { defaultFieldResolver, type GraphQLSchema } from "graphql";
import type { Context } from "./context.js";

/**
 * The fields of a mutation run one after another, and each sees what those before it changed: what was looked up for them is
 * forgotten when it begins. Source: GraphQL specification, serial execution.
 */
export function withFreshReads(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context: Context, info) => {
      context.loaders.forget();
      return resolve(source, args, context, info);
    };
  }
  return schema;
}
