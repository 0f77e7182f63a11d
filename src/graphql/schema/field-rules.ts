import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, GraphQLSchema, isEnumType, isObjectType } from "graphql";

/** The directive that shows in the SDL which role a field needs, as its only argument. */
export const roleDirective = { name: "authorized", argument: "role" } as const;

/** Says the rule of each field in its description too, and declares the directive that shows it in the SDL. */
export function withFieldRules(schema: GraphQLSchema): GraphQLSchema {
  const role = schema.getType("Role");
  if (!isEnumType(role)) throw new TypeError("the schema has no enum Role");
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const needed = field.extensions.role;
      if (needed === undefined) continue;
      const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
      const rule = `Needs a token with the role ${needed}${isRoot ? "" : ": null with an error without it"}.`;
      field.description = field.description ? `${field.description} ${rule}` : rule;
    }
  }
  const directive = new GraphQLDirective({
    name: roleDirective.name,
    description: "Only bearers of a token with this role, or one above it, get an answer; others get an error.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { [roleDirective.argument]: { type: new GraphQLNonNull(role), description: "The least role." } },
  });
  const { directives, ...config } = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...directives, directive] });
}
