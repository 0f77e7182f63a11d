import { Field, InputType, ObjectType } from "type-graphql";

@ObjectType({ description: "A name with its text." })
export class KeyValue {
  @Field(() => String, { description: "The name." })
  readonly key!: string;

  @Field(() => String, { description: "The text." })
  readonly value!: string;
}

@InputType({ description: "A name with its text." })
export class KeyValueInput {
  @Field(() => String, {
    description: "The name: letters, digits and -; kept in lower case, so it stands once in any case.",
  })
  readonly key!: string;

  @Field(() => String, { description: "The text." })
  readonly value!: string;
}

/** In the order of the record. */
export function keyValues(record: Readonly<Record<string, unknown>>): KeyValue[] {
  return Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: String(value) }]));
}
