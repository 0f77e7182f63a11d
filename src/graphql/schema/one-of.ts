import { type GraphQLSchema, isInputObjectType, GraphQLSchema as Schema, validateSchema } from "graphql";
import { Extensions, InputType } from "type-graphql";

/** An input of which exactly one member is given. Every member is nullable and has no default. */
export function OneOfInput(name: string, options: { description: string }): ClassDecorator {
  return (target) => {
    InputType(name, options)(target);
    Extensions({ oneOf: true })(target);
  };
}

/**
 * type-graphql cannot say @oneOf: this marks the inputs that `OneOfInput` made, and checks the whole schema again with the
 * rules for such inputs. Throws AggregateError when the schema breaks one.
 */
export function withOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type) && type.extensions.oneOf) type.isOneOf = true;
  // The configuration carries assumeValid from the first build.
  const checked = new Schema({ ...schema.toConfig(), assumeValid: false });
  const errors = validateSchema(checked);
  if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join("\n"));
  return checked;
}
