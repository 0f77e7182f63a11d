import { Field, ObjectType, registerEnumType } from "type-graphql";

export enum StyleWarningKind {
  ARGUMENTS_REFUSED = "ARGUMENTS_REFUSED",
  RENDERING_FAILS = "RENDERING_FAILS",
  SIZE_CHANGES = "SIZE_CHANGES",
  FORMAT_CHANGES = "FORMAT_CHANGES",
  ANIMATION_LOST = "ANIMATION_LOST",
}

registerEnumType(StyleWarningKind, {
  name: "StyleWarningKind",
  description: "What a change of a style may break.",
  valuesConfig: {
    ARGUMENTS_REFUSED: { description: "Signed URLs give it arguments that it would refuse: they would end." },
    RENDERING_FAILS: { description: "It would make no picture of a sampled image." },
    SIZE_CHANGES: { description: "A sampled image would have another size: pages reserve room for the one it has." },
    FORMAT_CHANGES: { description: "A sampled image would have another format." },
    ANIMATION_LOST: { description: "A sampled animation would stand still." },
  },
});

@ObjectType({ description: "Something that a change of a style may break." })
export class StyleWarning {
  @Field(() => StyleWarningKind, { description: "What." })
  readonly kind!: StyleWarningKind;

  @Field(() => String, { description: "The same in words, with what it is about." })
  readonly message!: string;

  @Field(() => String, { nullable: true, description: "The sampled image. Null: it is about URLs." })
  readonly key?: string;
}
