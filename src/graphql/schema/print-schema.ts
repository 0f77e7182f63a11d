import type { InputValueDefinitionNode } from "graphql";
import { type GraphQLSchema, isInputObjectType, isObjectType, Kind, parse, print, printSchema } from "graphql";
import { roleDirective } from "./field-rules.js";

/** The SDL of the schema with the directives that stand on its fields and arguments: printing a schema leaves those out. */
export function printWithDirectives(schema: GraphQLSchema): string {
  const sdl = printSchema(schema);
  let printed = "";
  let from = 0;
  const append = (end: number | undefined, directives: readonly string[]) => {
    if (end === undefined || directives.length === 0) return;
    printed += [sdl.slice(from, end), ...directives].join(" ");
    from = end;
  };
  for (const definition of parse(sdl).definitions) {
    const type = "name" in definition && definition.name ? schema.getType(definition.name.value) : undefined;
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && isObjectType(type))
      for (const { name, arguments: args = [], loc } of definition.fields ?? []) {
        const field = type.getFields()[name.value];
        for (const arg of args) append(arg.loc?.end, applied(field?.args.find((each) => each.name === arg.name.value)));
        const role = field?.extensions.role;
        append(loc?.end, role === undefined ? [] : [`@${roleDirective.name}(${roleDirective.argument}: ${role})`]);
      }
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && isInputObjectType(type))
      for (const { name, loc } of definition.fields ?? []) append(loc?.end, applied(type.getFields()[name.value]));
  }
  return printed + sdl.slice(from);
}

function applied(value: { readonly astNode?: InputValueDefinitionNode | null | undefined } | undefined): string[] {
  return (value?.astNode?.directives ?? []).map(print);
}
