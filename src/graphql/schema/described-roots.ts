import type { GraphQLSchema } from "graphql";

const descriptions = {
  Query:
    "What can be read. Fields that are not the caller's to see are null, with an error in their path where it helps.",
  Mutation:
    "What can be changed. What the caller can put right is told in `userErrors` of the answer, with its place in `input`.",
  Subscription: "What can be watched as it happens, over WebSocket or server-sent events.",
};

/** type-graphql makes the root types itself and takes no description for them: this gives each of them its own. */
export function describedRoots(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, description] of Object.entries(descriptions)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  return schema;
}
