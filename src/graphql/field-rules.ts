import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  isEnumType,
  isObjectType,
  Kind,
  parse,
  printSchema,
} from "graphql";

const directiveName = "authorized";
const argumentName = "role";

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
    name: directiveName,
    description: "Only bearers of a token with this role, or one above it, get an answer; others get an error.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { [argumentName]: { type: new GraphQLNonNull(role), description: "The least role." } },
  });
  const { directives, ...config } = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...directives, directive] });
}

/** The SDL of the schema with the rule of each field applied as a directive: printing a schema leaves applied directives out. */
export function printWithFieldRules(schema: GraphQLSchema): string {
  const sdl = printSchema(schema);
  let printed = "";
  let from = 0;
  for (const definition of parse(sdl).definitions) {
    const type = definition.kind === Kind.OBJECT_TYPE_DEFINITION && schema.getType(definition.name.value);
    if (!type || !isObjectType(type)) continue;
    for (const { name, loc } of definition.fields ?? []) {
      const { role } = type.getFields()[name.value]?.extensions ?? {};
      if (role === undefined || !loc) continue;
      printed += `${sdl.slice(from, loc.end)} @${directiveName}(${argumentName}: ${role})`;
      from = loc.end;
    }
  }
  return printed + sdl.slice(from);
}
